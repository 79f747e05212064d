package dev.parley.ingest.http;

import dev.parley.ingest.Caller;
import dev.parley.ingest.ConversationStream;
import dev.parley.ingest.ConversationStreams;
import dev.parley.ingest.StreamPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
    static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Access access;
    private final ConversationStreams streams;
    private final JsonMapper json;
    private final InstantSource clock;

    StreamController(
            Access access, ConversationStreams streams, JsonMapper json, InstantSource clock) {
        this.access = access;
        this.streams = streams;
        this.json = json;
        this.clock = clock;
    }

    /** Tells what happens to a conversation, from now on or from the event the client saw last. */
    @GetMapping(
            path = "/v1/organizations/{organization}/conversations/{conversation}/stream",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @PathVariable String organization,
            @PathVariable String conversation,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            CallerAuthentication who,
            HttpServletRequest request,
            HttpServletResponse response) {
        access.enter(who.getPrincipal(), organization);
        var id = Rules.conversation(organization, conversation);
        var after = lastEventId == null || lastEventId.isEmpty() ? null : position(lastEventId);
        try (var stream = streams.open(id, after)) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            // Proxies of nginx's kind would collect events otherwise.
            response.setHeader("X-Accel-Buffering", "no");
            if (!HttpMethod.HEAD.matches(request.getMethod())) {
                tell(stream, writer(response, who.getPrincipal()), who);
            }
        } catch (IOException e) {
            LOG.debug("{}: the client has gone: {}", id, e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private EventWriter writer(HttpServletResponse response, Caller caller) throws IOException {
        return new EventWriter(response, json, caller instanceof Caller.Customer);
    }

    private void tell(ConversationStream stream, EventWriter writer, CallerAuthentication who)
            throws IOException, InterruptedException {
        writer.begin();
        long checked = System.nanoTime();
        while (true) {
            var events = stream.next(patience(who.getPrincipal()));
            if (stream.isOver() || hasEnded(who.getPrincipal())) {
                return;
            }
            writer.write(events);
            if (System.nanoTime() - checked >= streams.keepAlive().toNanos()) {
                checked = System.nanoTime();
                if (!who.isStillKnown()) {
                    return;
                }
            }
        }
    }

    /** Not longer than the caller may look on. */
    private Duration patience(Caller caller) {
        var keepAlive = streams.keepAlive();
        if (!(caller instanceof Caller.Customer customer)) {
            return keepAlive;
        }
        var left = Duration.between(clock.instant(), customer.until());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(keepAlive) < 0 ? left : keepAlive;
    }

    private boolean hasEnded(Caller caller) {
        return caller instanceof Caller.Customer customer
                && !clock.instant().isBefore(customer.until());
    }

    private static StreamPosition position(String lastEventId) {
        return StreamPosition.parse(lastEventId)
                .orElseThrow(() ->
                        ProblemException.field(
                                LAST_EVENT_ID, "must be the id of an event, or 0 for the start"));
    }
}
