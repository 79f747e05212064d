package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.standalone.client.CreatedKey;
import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.MessageView;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.client.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One Parley in this JVM; each test has a conversation of its own. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneIT {
    private static final Duration WAIT = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init") // started before the first test
    private Standalone parley;

    @BeforeAll
    void start(@TempDir Path data) {
        parley = Standalone.start(StandaloneSettings.onFreePorts(data));
        parley.client().createOrganization("shop");
    }

    @AfterAll
    void stop() {
        parley.close();
    }

    @Test
    void firstMessageIsAnswered() {
        parley.client().send("shop", "first", "m1", "Do you sell umbrellas?");
        var explanation = end("first", "m1");
        assertThat(explanation.disposition()).isEqualTo(Fate.ANSWERED);
        assertThat(explanation.history()).isNotEmpty();
        var stored = parley.client().conversation("shop", "first").orElseThrow();
        assertThat(stored.messages()).extracting(MessageView::isReply).containsExactly(false, true);
    }

    @Test
    void healthTellsWhetherItReadsAndWhatItDependsOn() throws Exception {
        assertThat(health("liveness")).contains("200").contains("UP");
        assertThat(health("readiness")).contains("200").contains("UP");
        assertThat(health("dependencies"))
                .contains("\"store\"", "\"broker\"", "\"redis\"", "\"model\"");
    }

    private String health(String group) throws Exception {
        var request =
                HttpRequest.newBuilder(parley.address().resolve("/actuator/health/" + group))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    @Test
    void erasedConversationGoesOnInItsSuccessor() {
        parley.client().send("shop", "erased", "e1", "Do you sell umbrellas?");
        end("erased", "e1");

        var receipt = parley.client().erase("shop", "erased").orElseThrow();
        assertThat(receipt.messages()).isEqualTo(2);
        assertThat(parley.client().conversation("shop", "erased").orElseThrow().messages())
                .isEmpty();

        parley.client().send("shop", "erased", "e1", "Do you sell umbrellas?");
        parley.client().send("shop", "erased", "e2", "Do you sell lamps?");
        assertThat(end("erased~2", "e2").disposition()).isEqualTo(Fate.ANSWERED);
        assertThat(parley.client().conversation("shop", "erased~2").orElseThrow().messages())
                .as("the erased message is known, and does not come back")
                .hasSize(2);
        assertThat(parley.client().erase("shop", "never")).isEmpty();
    }

    @Test
    void keysAreRotatedWithTheOperatorsKeyAndWithTheirOwn() {
        parley.client().createOrganization("rotating");
        var first = parley.client().keys("rotating").orElseThrow();
        assertThat(first).hasSize(1);

        var second = keys(parley.operatorKey(), "rotate");
        assertThat(keys(second.apiKey(), "list").id()).isEqualTo(second.id());
        assertThat(parley.client().keys("rotating").orElseThrow()).containsExactly(second.id());

        var third = keys(second.apiKey(), "create");
        var fourth = keys(second.apiKey(), "rotate");
        assertThat(parley.client().keys("rotating").orElseThrow()).containsExactly(fourth.id());
        assertThatThrownBy(() -> client(second).keys("rotating"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(401));

        var fifth = keys(fourth.apiKey(), "rotate", "--keep-old");
        assertThat(client(fourth).keys("rotating").orElseThrow())
                .containsExactly(fourth.id(), fifth.id())
                .doesNotContain(third.id());
        keys(fifth.apiKey(), "revoke", fourth.id());
        assertThat(client(fifth).keys("rotating").orElseThrow()).containsExactly(fifth.id());
    }

    private ParleyClient client(CreatedKey key) {
        return new ParleyClient(parley.address(), key.apiKey());
    }

    /** Runs the command; what it printed is an id and perhaps a key. */
    private CreatedKey keys(String key, String... action) {
        var arguments = new ArrayList<>(List.of("keys", "rotating"));
        arguments.addAll(List.of(action));
        arguments.addAll(List.of("--server", parley.address().toString(), "--key", key));
        var done = Captured.command(arguments.toArray(String[]::new));
        assertThat(done.exitCode()).as(done.err()).isZero();
        var words = done.out().strip().split(" +", -1);
        return new CreatedKey(words[0], words[words.length - 1]);
    }

    @Test
    void demoConversationEndsWithAPerson() {
        var out = new ByteArrayOutputStream();
        new FirstConversation(parley.client(), new PrintStream(out, true, StandardCharsets.UTF_8))
                .play();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "path playbook, model offline", "path human, model none", "not intelligent")
                .contains("outcome   human");
    }

    @Test
    void whyFindsTheServerByItsDataDirectory() {
        parley.client().send("shop", "why", "why-1", "Hello");
        end("why", "why-1");
        var why = Captured.command("why", "shop", "why-1", "--data", parley.data().toString());
        assertThat(why.exitCode()).isZero();
        assertThat(why.out())
                .contains("Message why-1 in conversation why of shop", "outcome   answered");
    }

    @Test
    void wrongKeyIsRefused() {
        var stranger = new ParleyClient(parley.address(), "op_wrong");
        assertThatThrownBy(() -> stranger.send("shop", "wrong-key", "m1", "Hello"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(401));
        assertThat(parley.client().conversation("shop", "wrong-key")).isEmpty();
    }

    @Test
    void sampleIsPlayedWithoutLossFromTheCommandLine() {
        var played =
                Captured.command(
                        "demo",
                        "--conversations",
                        "sample",
                        "--organizations-from-field",
                        "--concurrency",
                        "20",
                        "--server",
                        parley.address().toString(),
                        "--key",
                        parley.operatorKey());
        assertThat(played.err()).contains("20/20 conversations");
        assertThat(played.out())
                .hasLineCount(1)
                .startsWith("conversations=20 accepted=54 ")
                .contains(" parked=0 lost=0 duplicates=0 p50_ms=");
        assertThat(played.exitCode()).isZero();
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void withRedisStoppedNothingIsLost() {
        parley.redis().orElseThrow().stop();
        var played =
                Captured.command(
                        "demo",
                        "--conversations",
                        "sample",
                        "--organizations-from-field",
                        "--concurrency",
                        "20",
                        "--run",
                        "no-redis",
                        "--server",
                        parley.address().toString(),
                        "--key",
                        parley.operatorKey());
        assertThat(played.out()).contains(" parked=0 lost=0 duplicates=0 ");
        assertThat(played.exitCode()).isZero();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void restartKeepsConversationsAndTheKey() {
        parley.client().send("shop", "kept", "m1", "Remember me");
        end("kept", "m1");
        var before = parley.client().conversation("shop", "kept").orElseThrow();
        var key = parley.operatorKey();
        var data = parley.data();
        parley.close();

        parley = Standalone.start(StandaloneSettings.onFreePorts(data).withoutRedis());

        assertThat(parley.operatorKey()).isEqualTo(key);
        assertThat(parley.client().conversation("shop", "kept")).contains(before);
        parley.client()
                .send("shop", "kept", "m1", "Remember me"); // a repeated message is not a new one
        parley.client().send("shop", "kept", "m2", "And now this");
        assertThat(end("kept", "m2").disposition()).isEqualTo(Fate.ANSWERED);
        assertThat(parley.client().conversation("shop", "kept").orElseThrow().messages())
                .hasSize(4);
    }

    private Explanation end(String conversation, String message) {
        return parley.client()
                .why("shop", message, conversation, WAIT)
                .filter(explanation -> explanation.disposition() != null)
                .orElseThrow(() -> new AssertionError("nothing became of " + message));
    }
}
