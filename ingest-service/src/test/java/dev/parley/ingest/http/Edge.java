package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ingest.ApiKeys;
import dev.parley.ingest.InMemoryOrganizations;
import dev.parley.ingest.OrganizationTemplates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to the edge as a client does, holds every answer to the description of the API, and looks
 * at every refusal for what must not be in it.
 */
@TestComponent
final class Edge {
    static final String OPERATOR = "operator-key-of-tests";
    static final String OPERATOR_HASH =
            "0c1f1c7426e423be98a5435d44ba2d27fd34af01325be0556c0d4c02bee97834";
    static final String ACME_KEY = "key-of-acme";
    static final String GLOBEX_KEY = "key-of-globex";
    static final String MESSAGES = "/v1/organizations/acme/conversations/c1/messages";
    static final String GOOD =
            """
            {"id": "m1", "text": "hello", "author": {"id": "ada"}}
            """;

    private static final int BAD_REQUEST = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Names of classes, packages and frames. */
    private static final Pattern INTERNALS =
            Pattern.compile(
                    "Exception|\\bat"
                            + " [a-z]+\\.|\\b(java|javax|jakarta|dev|org|com|tools)\\.[a-z]+\\.|secret-broker|<html",
                    Pattern.CASE_INSENSITIVE);

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The default would ask for an upgrade to HTTP/2 with every request. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final WebServerApplicationContext application;
    private final InMemoryOrganizations organizations;

    @Autowired
    Edge(WebServerApplicationContext application, InMemoryOrganizations organizations) {
        this.application = application;
        this.organizations = organizations;
        hold("acme", ACME_KEY);
        hold("globex", GLOBEX_KEY);
    }

    /** An answer with its body read. */
    record Answer(HttpResponse<String> response, JsonNode json) {
        int status() {
            return response.statusCode();
        }

        String text(String field) {
            return json.path(field).asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path, String key) {
        return send(request(path, key).GET());
    }

    Answer delete(String path, String key) {
        return send(request(path, key).DELETE());
    }

    Answer put(String path, String key, String body) {
        return send(request(path, key).PUT(BodyPublishers.ofString(body)));
    }

    Answer post(String path, String key, String body) {
        return send(request(path, key).POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key);
    }

    HttpRequest.Builder withoutKey(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = text(request);
            var body = response.body();
            OpenApi.check(
                    response.request().method(),
                    response.uri().getRawPath(),
                    response.statusCode(),
                    body);
            var answer = new Answer(response, JSON.readTree(body.isEmpty() ? "{}" : body));
            if (answer.status() >= BAD_REQUEST) {
                assertIsProblem(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer as it came. */
    HttpResponse<String> text(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends bytes as they are and returns all that comes back until the server closes. */
    String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).doesNotContainPattern(INTERNALS);
            return answer;
        }
    }

    /** A connection with nothing sent yet. */
    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** Asks for something and never reads the answer. */
    Socket unread(String path, String key) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        var request =
                "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(path, key);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void assertIsProblem(Answer answer) {
        assertThat(answer.header("Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(answer.response().body()).doesNotContainPattern(INTERNALS);
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.text("type")).startsWith("urn:parley:problem:");
        assertThat(answer.text("title")).isNotBlank();
        assertThat(answer.text("detail")).isNotBlank();
    }

    private int port() {
        var server = application.getWebServer();
        if (server == null) {
            throw new IllegalStateException("the application has no web server");
        }
        return server.getPort();
    }

    private void hold(String organization, String key) {
        organizations.publish(
                OrganizationTemplates.from(
                                OrganizationTemplates.WELCOME,
                                organization,
                                organization,
                                ApiKeys.hash(key))
                        .orElseThrow());
    }
}
