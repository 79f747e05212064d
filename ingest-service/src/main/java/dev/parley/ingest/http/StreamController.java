package dev.parley.ingest.http;

import dev.parley.ingest.ApiProperties;
import dev.parley.ingest.Caller;
import dev.parley.ingest.ConversationStream;
import dev.parley.ingest.ConversationStreams;
import dev.parley.ingest.StreamPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets clients look on at conversations. Each stream keeps the virtual thread of its request, which
 * writes and waits, so that a client's slowness is felt where it is caused and nowhere else.
 */
@RestController
final class StreamController {
    private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Access access;
    private final ConversationStreams streams;
    private final JsonMapper json;
    private final Duration keepAlive;

    StreamController(
            Access access, ConversationStreams streams, JsonMapper json, ApiProperties settings) {
        this.access = access;
        this.streams = streams;
        this.json = json;
        this.keepAlive = settings.streams().keepAlive();
    }

    /** Tells what happens to a conversation, from now on or from the event the client saw last. */
    @GetMapping(
            path = "/v1/organizations/{organization}/conversations/{conversation}/stream",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @PathVariable String organization,
            @PathVariable String conversation,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            @RequestAttribute(BearerFilter.CALLER) Caller caller,
            @RequestAttribute(BearerFilter.STILL_KNOWN) BooleanSupplier stillKnown,
            HttpServletRequest request,
            HttpServletResponse response) {
        access.enter(caller, organization);
        var id = Rules.conversation(organization, conversation);
        var after = lastEventId == null || lastEventId.isEmpty() ? null : position(lastEventId);
        try (var stream = streams.open(id, after)) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // Proxies of nginx's kind would collect events otherwise.
            response.setHeader("X-Accel-Buffering", "no");
            if (!HttpMethod.HEAD.matches(request.getMethod())) {
                tell(stream, new EventWriter(response, json), stillKnown);
            }
        } catch (IOException e) {
            LOG.debug("{}: the client has gone: {}", id, e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(ConversationStream stream, EventWriter writer, BooleanSupplier stillKnown)
            throws IOException, InterruptedException {
        writer.begin();
        long checked = System.nanoTime();
        while (true) {
            var events = stream.next(keepAlive);
            if (stream.isOver()) {
                return;
            }
            writer.write(events);
            if (System.nanoTime() - checked >= keepAlive.toNanos()) {
                checked = System.nanoTime();
                if (!stillKnown.getAsBoolean()) {
                    return;
                }
            }
        }
    }

    private static StreamPosition position(String lastEventId) {
        return StreamPosition.parse(lastEventId)
                .orElseThrow(() ->
                        ProblemException.field(
                                LAST_EVENT_ID, "must be the id of an event, or 0 for the start"));
    }
}
