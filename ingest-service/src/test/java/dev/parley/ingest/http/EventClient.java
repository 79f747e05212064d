package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads server-sent events as a browser does, and notes signs of life. */
public final class EventClient implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final InputStream body;
    private final Thread reader;
    private volatile int comments;
    private volatile boolean ended;

    private EventClient(HttpResponse<InputStream> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        body = response.body();
        reader = Thread.ofVirtual().start(this::read);
    }

    /**
     * An event.
     *
     * @param id empty when it has none
     */
    public record Event(String name, String id, JsonNode data) {}

    /** Opens a stream; the request says which. */
    public static EventClient open(HttpRequest.Builder request) {
        try {
            return new EventClient(
                    CLIENT.send(
                            request.setHeader("Accept", "text/event-stream").GET().build(),
                            BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next event; fails when none comes in time. */
    public Event next() {
        try {
            var event = events.poll(10, TimeUnit.SECONDS);
            assertThat(event).as("an event within 10 s").isNotNull();
            if (event == null) {
                throw new AssertionError("no event");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Events that have come and were not asked for yet. */
    public BlockingQueue<Event> waiting() {
        return events;
    }

    /** Signs of life so far. */
    public int comments() {
        return comments;
    }

    /** Tells whether the server has ended the stream. */
    public boolean isEnded() {
        return ended;
    }

    /** Leaves, as a client that is gone. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException _) {
            // Gone all the same.
        }
        reader.interrupt();
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // only the reader writes
    private void read() {
        var name = "";
        var id = "";
        var data = "";
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith(":")) {
                    comments++;
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(name, id, JsonMapper.shared().readTree(data)));
                    name = "";
                    id = "";
                    data = "";
                }
            }
        } catch (IOException _) {
            // The client left, or the server broke off: ended either way.
        }
        ended = true;
    }
}
