package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.LoopbackPort;
import dev.parley.standalone.client.ConversationView;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.play.Player;
import dev.parley.standalone.play.PlayerSettings;
import dev.parley.standalone.play.Progress;
import dev.parley.standalone.play.Scripts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of the work of a JVM that ends in the middle of it. */
@Timeout(600)
class ProcessDeathIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Nobody asks it: what was said before is all that is read. */
    private static final Map<String, String> ANOTHER_MODEL =
            Map.of(
                    "parley.model.kind", "openai",
                    "parley.model.openai.base-url", "http://127.0.0.1:1/v1",
                    "parley.model.openai.api-key", "none",
                    "parley.model.openai.model", "another");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void killAndRestartWhileConversationsPlayLosesAndDoublesNothing() throws Exception {
        var port = LoopbackPort.free();
        var data = directory.resolve("data");
        var scripts = Scripts.read(Scripts.SAMPLE, "", Integer.MAX_VALUE).all();
        try (var first = ChildParley.up(data, port, Duration.ofMillis(500));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var client = ChildParley.client(data, port);
            var player =
                    new Player(client, new PlayerSettings(scripts.size(), Duration.ofSeconds(240)));
            var score = threads.submit(() -> player.play(scripts, Progress.onStandardError()));
            await(() ->
                    messages(client, "bakery", "loaf-1")
                            >= 2); // the first answers are there, second turns begin
            first.kill();
            assertThat(score.isDone()).isFalse();
            try (var second = ChildParley.up(data, port, Duration.ofMillis(500))) {
                assertThat(score.get(300, TimeUnit.SECONDS).line())
                        .startsWith("conversations=20 accepted=54 ")
                        .contains(" parked=0 lost=0 duplicates=0 ");
                assertThat(second.output())
                        .doesNotContain("Exception")
                        .as("a log keeps no key")
                        .contains("the operator's, in ")
                        .doesNotContain(Files.readString(data.resolve(OperatorKey.FILE)).strip());
            }
        }
    }

    @Test
    void terminatedProcessFinishesTheTurnThatRuns() throws Exception {
        var port = LoopbackPort.free();
        var data = directory.resolve("data");
        Instant ended;
        try (var child = ChildParley.up(data, port, Duration.ofSeconds(2))) {
            var client = ChildParley.client(data, port);
            client.createOrganization("shop");
            client.send("shop", "c1", "m1", "How late is it?");
            await(() -> messages(client, "shop", "c1") == 1);
            assertThat(statusOf(port, "/wp-login.php")).isEqualTo(404);
            child.terminate();
            child.exitCode(LIMIT);
            ended = Instant.now();
            assertThat(child.output())
                    .contains("Stopping ...", "Stopped. The data stay in " + data)
                    .contains("Model     offline: deterministic and not intelligent")
                    .as("a log is not filled by whoever only tries addresses")
                    .doesNotContain("wp-login");
        }
        var settings =
                StandaloneSettings.onFreePorts(data).withoutRedis().withProperties(ANOTHER_MODEL);
        try (var parley = Standalone.start(settings)) {
            assertThat(Welcome.of(parley, false)).containsPattern("Model +openai\n");
            var explanation = parley.client().why("shop", "m1", "c1", LIMIT).orElseThrow();
            assertThat(explanation.disposition()).isEqualTo(Fate.ANSWERED);
            assertThat(explanation.disposedAt()).isNotNull().isBefore(ended);
            assertThat(messages(parley.client(), "shop", "c1")).isEqualTo(2);
        }
    }

    private static int statusOf(int port, String path) throws Exception {
        var address = URI.create("http://" + LoopbackPort.HOST + ":" + port + path);
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static int messages(ParleyClient client, String organization, String conversation) {
        return client.conversation(organization, conversation)
                .map(ConversationView::messages)
                .map(List::size)
                .orElse(0);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
