package dev.parley.benchmarks.soak;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;

/** Well-formed calls of which the status counts, whatever it is. Thread-safe. */
final class Calls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    Calls(URI server) {
        this.server = server;
    }

    /** What came back. */
    record Answer(int status, String body) {}

    Answer get(String path, String key) throws IOException, InterruptedException {
        return send(request(path, key).GET().build());
    }

    Answer post(String path, String key, String json) throws IOException, InterruptedException {
        return send(request(path, key).POST(BodyPublishers.ofString(json)).build());
    }

    Answer put(String path, String key, String json) throws IOException, InterruptedException {
        return send(request(path, key).PUT(BodyPublishers.ofString(json)).build());
    }

    /** Opens a stream, waits for its first event, stays for so long and leaves without a word. */
    int look(String path, String key, Duration stay) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request(path, key).GET().build(), BodyHandlers.ofInputStream());
        try (var events = answer.body()) {
            if (answer.statusCode() == 200 && events.read() >= 0) {
                Thread.sleep(stay);
            }
        }
        return answer.statusCode();
    }

    private HttpRequest.Builder request(String path, String key) {
        var request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json");
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
