package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.MessageView;
import dev.parley.standalone.client.ParleyClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/**
 * One Parley in this JVM, which all tests share, those of other files too; each has a conversation
 * of its own.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneIT implements StandaloneErasure, StandaloneKeys, StandaloneStore {
    @SuppressWarnings("NullAway.Init") // started before the first test
    private Standalone parley;

    @Override
    public Standalone parley() {
        return parley;
    }

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

    /** Sixteen thousand combining marks took the rules minutes, on carriers that all shared. */
    @Test
    void longRunOfMarksIsAnsweredAndHoldsUpNobody() {
        parley.client().createOrganization("neighbour");
        for (int i = 1; i <= 3; i++) {
            parley.client().send("shop", "marks" + i, "marks-" + i, "h" + "\u0301".repeat(15_999));
        }
        parley.client().send("neighbour", "beside", "beside-1", "Do you sell umbrellas?");

        assertThat(end("neighbour", "beside", "beside-1").disposition()).isEqualTo(Fate.ANSWERED);
        for (int i = 1; i <= 3; i++) {
            assertThat(end("marks" + i, "marks-" + i).disposition()).isEqualTo(Fate.ANSWERED);
        }
    }

    @Test
    void healthTellsWhetherItReadsAndWhatItDependsOn() throws Exception {
        assertThat(health("liveness")).contains("200").contains("UP");
        assertThat(health("readiness")).contains("200").contains("UP");
        assertThat(health("dependencies"))
                .contains("\"store\"", "\"broker\"", "\"redis\"", "\"model\"");
    }

    @Test
    void personAndCustomerMayUseOneId() {
        var client = parley.client();
        client.send("shop", "ids", "one", "Do you sell umbrellas?");
        end("ids", "one");
        post("shop", "ids/takeover", "{'by': {'id': 'kim'}}");
        post("shop", "ids/replies", "{'id': '1', 'text': 'Kim here.', 'author': {'id': 'kim'}}");
        post("shop", "ids/replies", "{'id': 'one', 'text': 'Hello.', 'author': {'id': 'kim'}}");
        post("shop", "ids/return", "");

        client.send("shop", "ids", "1", "Do you sell lamps?");
        client.send("shop", "ids", "m3", "And boots?");
        end("ids", "m3");

        var why = command("why", "shop", "1", "ids");
        assertThat(why.out())
                .contains("outcome   answered", "stored as message 5 of its conversation")
                .contains("same id   message 3, by human_agent kim");
        assertThat(end("ids", "one").seq()).isEqualTo(1);
    }

    @Test
    void fullDiskRefusesMessagesUntilThereIsRoomAgain() throws Exception {
        parley.client().send("shop", "full", "m1", "Hello");
        end("full", "m1");
        var space = parley.context().getBean(FreeSpace.class);
        space.measureBy(() -> 0);
        try {
            assertThat(statusOf("/actuator/health/readiness")).isEqualTo(503);
            assertThat(statusOf("/actuator/health/liveness")).isEqualTo(200);
            assertThatThrownBy(() ->
                            new ParleyClient(parley.address(), parley.operatorKey())
                                    .send("shop", "full", "m2", "Hello?"))
                    .hasMessageContaining("503");
            assertThat(parley.client().conversation("shop", "full").orElseThrow().messages())
                    .hasSize(2);
        } finally {
            space.measureBy(() -> Long.MAX_VALUE);
        }
        assertThat(statusOf("/actuator/health/readiness")).isEqualTo(200);
        parley.client().send("shop", "full", "m2", "Hello?");
        assertThat(end("full", "m2").disposition()).isEqualTo(Fate.ANSWERED);
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

    private int statusOf(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(parley.address().resolve(path)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
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
    void stopIsBounded() {
        assertThat(parley.context().containsBean("stopLimit")).isTrue();
    }

    @Test
    void whyFindsTheServerByItsDataDirectory() {
        parley.client().send("shop", "why", "why-1", "Hello");
        end("why", "why-1");
        var why = command("why", "shop", "why-1");
        assertThat(why.exitCode()).isZero();
        assertThat(why.out())
                .contains("Message why-1 in conversation why of shop", "outcome   answered");
    }

    @Test
    void sampleIsPlayedWithoutLossFromTheCommandLine() {
        var played = sample();
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
        var played = sample("--run", "no-redis");
        assertThat(played.out()).contains(" parked=0 lost=0 duplicates=0 ");
        assertThat(played.exitCode()).isZero();
    }

    private Captured sample(String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "demo",
                                "--conversations",
                                "sample",
                                "--organizations-from-field",
                                "--concurrency",
                                "20",
                                "--server",
                                parley.address().toString(),
                                "--key",
                                parley.operatorKey()));
        arguments.addAll(List.of(more));
        return Captured.command(arguments.toArray(String[]::new));
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
}
