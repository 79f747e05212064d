package dev.parley.standalone.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP/1.1 with kept connections: one client and one attempt a call. */
final class JsonCalls {
    private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
    private final String server;
    private final String key;

    JsonCalls(URI server, String key) {
        this.server = server.toString().replaceAll("/+$", "");
        this.key = key;
    }

    /** The text as one segment of a path or value of a query. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    void post(String path, Map<String, ?> body, Duration limit) {
        expectSuccess(send("POST", path, body, limit), path);
    }

    void put(String path, Map<String, ?> body, Duration limit) {
        expectSuccess(send("PUT", path, body, limit), path);
    }

    /** Puts and reads the answer. */
    <T> T put(String path, Map<String, ?> body, Class<T> type, Duration limit) {
        var response = send("PUT", path, body, limit);
        expectSuccess(response, path);
        return read(response, path, type);
    }

    /** Posts and reads the answer. */
    <T> T post(String path, Map<String, ?> body, Class<T> type, Duration limit) {
        var response = send("POST", path, body, limit);
        expectSuccess(response, path);
        return read(response, path, type);
    }

    /** Posts without a body and reads the answer. */
    <T> T post(String path, Class<T> type, Duration limit) {
        var response = send("POST", path, null, limit);
        expectSuccess(response, path);
        return read(response, path, type);
    }

    void delete(String path, Duration limit) {
        expectSuccess(send("DELETE", path, null, limit), path);
    }

    /** Deletes, and reads what the answer says of it; empty for 404. */
    <T> Optional<T> delete(String path, Class<T> type, Duration limit) {
        return answer(send("DELETE", path, null, limit), path, type);
    }

    /** Reads the answer; empty for 404. */
    <T> Optional<T> get(String path, Class<T> type, Duration limit) {
        return answer(send("GET", path, null, limit), path, type);
    }

    private <T> Optional<T> answer(HttpResponse<String> response, String path, Class<T> type) {
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        expectSuccess(response, path);
        return Optional.of(read(response, path, type));
    }

    private <T> T read(HttpResponse<String> response, String path, Class<T> type) {
        try {
            return JSON.readValue(response.body(), type);
        } catch (JacksonException e) {
            throw new RefusedException(
                    response.statusCode(),
                    "%s%s answers something else than expected: %s"
                            .formatted(server, path, e.getOriginalMessage()));
        }
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable Map<String, ?> body, Duration limit) {
        var publisher =
                body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(
                                JSON.writeValueAsString(body), StandardCharsets.UTF_8);
        var request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .timeout(limit)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .method(method, publisher)
                        .build();
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UnavailableException("no answer from " + server + ": " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while waiting for " + server, e);
        }
    }

    private void expectSuccess(HttpResponse<String> response, String path) {
        var status = response.statusCode();
        if (PASSING.contains(status)) {
            throw new UnavailableException(
                    status, "%s answers %d: %s".formatted(server, status, detail(response)));
        }
        if (status < 200 || status > 299) {
            throw new RefusedException(
                    status,
                    kind(response),
                    detail(response),
                    "%s refuses %s with %d: %s".formatted(server, path, status, detail(response)));
        }
    }

    private static String kind(HttpResponse<String> response) {
        try {
            var kind = JSON.readValue(response.body(), Problem.class).type();
            return kind == null ? "" : kind;
        } catch (JacksonException e) {
            return "";
        }
    }

    /** What the problem document says, or the beginning of whatever came instead. */
    private static String detail(HttpResponse<String> response) {
        try {
            var problem = JSON.readValue(response.body(), Problem.class);
            var text = problem.detail() == null ? problem.title() : problem.detail();
            if (text != null) {
                return problem.field() == null ? text : problem.field() + ": " + text;
            }
        } catch (JacksonException e) {
            // not a problem document: shown as it is
        }
        var body = response.body().strip();
        return body.substring(0, Math.min(200, body.length()));
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private record Problem(
            @Nullable String type,
            @Nullable String title,
            @Nullable String detail,
            @Nullable String field) {}
}
