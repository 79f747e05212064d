package dev.parley.benchmarks.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as a Parley does, or as one that does harm. */
final class PlantedServer implements AutoCloseable {
    static final String ANSWERED =
            """
            {"organization": "o", "conversation": "c", "message": "m1", "seq": 1, "stage": "stored",
             "disposition": "answered", "turn": 1, "reply": {"message": "r1", "text": "Hi"}, "steps": []}\
            """;
    static final String OPEN =
            """
            {"organization": "o", "conversation": "c", "message": "m1", "seq": 1, "stage": "stored",
             "disposition": null, "steps": []}\
            """;
    static final String MESSAGE =
            "{\"seq\": 1, \"id\": \"m1\", \"role\": \"user\", \"text\": \"Hello\"}";
    static final String REPLY =
            "{\"seq\": 2, \"id\": \"r1\", \"role\": \"assistant\", \"text\": \"Hi\", \"metadata\": {\"turn\": 1}}";
    static final String SECOND_REPLY =
            "{\"seq\": 3, \"id\": \"r2\", \"role\": \"assistant\", \"text\": \"Hi\", \"metadata\": {\"turn\": 1}}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What it answers to a request. */
    @FunctionalInterface
    interface Answers {
        RawAnswer to(String method, String path);
    }

    PlantedServer(Answers answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, answers));
        server.start();
    }

    /** One whose messages have this end, and whose conversations hold these messages. */
    static PlantedServer of(int accepting, String end, String... messages) throws IOException {
        return new PlantedServer((method, path) -> {
            if (method.equals("POST")) {
                return new RawAnswer(accepting, "{}");
            }
            return new RawAnswer(
                    200,
                    path.contains("/why")
                            ? end
                            : "{\"organization\": \"o\", \"conversation\": \"c\", \"messages\": [%s]}"
                                    .formatted(String.join(",", messages)));
        });
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, Answers answers) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var answer =
                    answers.to(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            var body = answer.text().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
