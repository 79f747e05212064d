package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.Explanation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a test asks of a Parley that runs for many of them. */
interface RunningStandalone {
    Duration WAIT = Duration.ofSeconds(20);

    /** The one that all of them share. */
    Standalone parley();

    /** Runs a command against it, found by its data directory. */
    default Captured command(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", parley().data().toString()));
        return Captured.command(all.toArray(String[]::new));
    }

    /** What became of a message in the end, in the organization of all tests. */
    default Explanation end(String conversation, String message) {
        return end("shop", conversation, message);
    }

    default Explanation end(String organization, String conversation, String message) {
        return parley().client()
                .why(organization, message, conversation, WAIT)
                .filter(explanation -> explanation.disposition() != null)
                .orElseThrow(() -> new AssertionError("nothing became of " + message));
    }

    default String get(String path) {
        return send(HttpRequest.newBuilder(parley().address().resolve(path)).GET());
    }

    /** Posts to a conversation, with apostrophes for JSON's quotation marks. */
    default void post(String organization, String conversation, String body) {
        var path = "/v1/organizations/%s/conversations/%s".formatted(organization, conversation);
        send(
                HttpRequest.newBuilder(parley().address().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private String send(HttpRequest.Builder request) {
        request.header("Authorization", "Bearer " + parley().operatorKey());
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A message with apostrophes for JSON's quotation marks. */
    default String message(String id, String author) {
        return "{'id': '%s', 'text': 'Do you sell umbrellas?', 'author': {'id': '%s'}}"
                .formatted(id, author);
    }
}
