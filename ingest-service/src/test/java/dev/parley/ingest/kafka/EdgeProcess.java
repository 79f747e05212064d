package dev.parley.ingest.kafka;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.ingest.ApiKeys;
import dev.parley.ingest.IngestServiceApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One edge of perhaps several, with its real adapters. */
record EdgeProcess(ConfigurableApplicationContext application) implements AutoCloseable {
    static final String OPERATOR = "operator";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static EdgeProcess start(EmbeddedKafka kafka, Path directory, String... settings) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                                "--parley.kafka.partitions=2",
                                "--parley.store.sqlite.path=" + directory.resolve("parley.db"),
                                "--parley.api.operator-key-hash=" + ApiKeys.hash(OPERATOR)));
        arguments.addAll(List.of(settings));
        return new EdgeProcess(
                SpringApplication.run(
                        IngestServiceApplication.class, arguments.toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    HttpRequest.Builder request(String path, String key) {
        var server = ((WebServerApplicationContext) application).getWebServer();
        if (server == null) {
            throw new IllegalStateException("the edge has no web server");
        }
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    HttpResponse<String> send(String method, String path, String key, String body) {
        try {
            return CLIENT.send(
                    request(path, key).method(method, BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.close();
    }
}
