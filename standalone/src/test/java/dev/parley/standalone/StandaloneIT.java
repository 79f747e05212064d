package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.standalone.client.CreatedKey;
import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.HeldKey;
import dev.parley.standalone.client.MessageView;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.client.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
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

    /** A log is read by others, and kept. */
    @Test
    void operatorsKeyIsShownToAPersonOnly() {
        assertThat(Welcome.of(parley, true)).contains(parley.operatorKey());
        assertThat(Welcome.of(parley, false))
                .doesNotContain(parley.operatorKey())
                .contains(parley.data().resolve(OperatorKey.FILE).toString());
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

        var again = Captured.command("erase", "shop", "erased", "--data", parley.data().toString());
        assertThat(again.out())
                .contains("conversations=2", "with its successors erased~2", "topics forget it by");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(Captured.command("erase", "shop", "erased", "--all").exitCode())
                .as("one target")
                .isEqualTo(2);
        assertThat(parley.client().conversation("shop", "erased~2").orElseThrow().messages())
                .isEmpty();
    }

    @Test
    void customersAndOrganizationsAreErasedByCommand() {
        parley.client().createOrganization("leaving");
        for (var conversation : List.of("one", "two")) {
            post("leaving", conversation + "/messages", message(conversation, "ada"));
        }
        post("leaving", "group/messages", message("g1", "ada"));
        post("leaving", "group/messages", message("g2", "bob"));
        for (var id : List.of("one", "two", "g1", "g2")) {
            assertThat(parley.client().why("leaving", id, "", WAIT)).isPresent();
        }

        var customer = erase("--customer", "ada");
        assertThat(customer).contains("conversations=2", "group");
        assertThat(erase("--customer", "ada")).contains("conversations=0");
        assertThat(messages("one")).isZero();
        assertThat(messages("group")).isPositive();
        assertThat(erase("--customer", "ada", "--shared")).contains("conversations=1");
        assertThat(messages("group")).isZero();

        post("leaving", "last/messages", message("l1", "eve"));
        assertThat(parley.client().why("leaving", "l1", "", WAIT)).isPresent();
        assertThat(erase("--all")).contains("conversations=1");
        assertThat(messages("last")).isZero();
    }

    private String erase(String... target) {
        var arguments = new ArrayList<>(List.of("erase", "leaving"));
        arguments.addAll(List.of(target));
        arguments.addAll(List.of("--data", parley.data().toString()));
        var done = Captured.command(arguments.toArray(String[]::new));
        assertThat(done.exitCode()).as(done.out() + done.err()).isZero();
        return done.out();
    }

    private int messages(String conversation) {
        return parley.client()
                .conversation("leaving", conversation)
                .orElseThrow()
                .messages()
                .size();
    }

    private static String message(String id, String author) {
        return "{'id': '%s', 'text': 'Do you sell umbrellas?', 'author': {'id': '%s'}}"
                .formatted(id, author);
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

        var why = Captured.command("why", "shop", "1", "ids", "--data", parley.data().toString());
        assertThat(why.out())
                .contains("outcome   answered", "stored as message 5 of its conversation")
                .contains("same id   message 3, by human_agent kim");
        assertThat(end("ids", "one").seq()).isEqualTo(1);
    }

    @Test
    void rowOfANewerBuildHurtsNobodyElse() throws SQLException {
        parley.client().createOrganization("upgraded");
        post("upgraded", "a-newer/messages", message("n1", "ada"));
        assertThat(parley.client().why("upgraded", "n1", "", WAIT)).isPresent();
        change("status = 'SNOOZED', due_at = 1, waiting_since = 1");
        try {
            post("upgraded", "other/messages", message("o1", "bob"));
            var other = parley.client().why("upgraded", "o1", "", WAIT).orElseThrow();
            assertThat(other.disposition()).isEqualTo(Fate.ANSWERED);
            assertThat(get("/v1/organizations/upgraded/conversations"))
                    .contains("\"other\"")
                    .doesNotContain("a-newer");
            assertThat(get("/v1/conversations/stuck?olderThan=0")).doesNotContain("a-newer");
        } finally {
            change("status = 'OPEN', due_at = NULL, waiting_since = NULL");
        }
        assertThat(parley.client().conversation("upgraded", "a-newer")).isPresent();
    }

    @Test
    void storeThatLostItsNewestCommitsGetsThemBackFromTheTopics() throws SQLException {
        parley.client().createOrganization("lossy");
        post("lossy", "kept/messages", message("k1", "ada"));
        post("lossy", "gone/messages", message("g1", "bob"));
        var before = parley.client().why("lossy", "g1", "gone", WAIT).orElseThrow();
        assertThat(before.disposition()).isEqualTo(Fate.ANSWERED);
        assertThat(parley.client().why("lossy", "k1", "kept", WAIT)).isPresent();
        for (var table :
                List.of("messages", "replies", "dispositions", "done_steps", "conversations")) {
            execute(
                    "DELETE FROM %s WHERE organization = 'lossy' AND conversation = 'gone'"
                            .formatted(table));
        }
        assertThat(parley.client().conversation("lossy", "gone")).isEmpty();

        var recovered =
                Captured.command("recover", "--since", "10m", "--data", parley.data().toString());

        assertThat(recovered.out()).startsWith("recovered: replies=1 messages=1 ");
        assertThat(recovered.exitCode()).isZero();
        var after = parley.client().why("lossy", "g1", "gone", WAIT).orElseThrow();
        assertThat(after.disposition()).isEqualTo(Fate.ANSWERED);
        assertThat(after.reply()).isNotNull();
        assertThat(parley.client().conversation("lossy", "gone").orElseThrow().messages())
                .hasSize(2);
        assertThat(parley.client().conversation("lossy", "kept").orElseThrow().messages())
                .hasSize(2);
        assertThat(
                        Captured.command(
                                        "recover",
                                        "--since",
                                        "10m",
                                        "--data",
                                        parley.data().toString())
                                .out())
                .startsWith("recovered: replies=0 messages=0 ");
    }

    private void change(String columns) throws SQLException {
        execute("UPDATE conversations SET %s WHERE conversation = 'a-newer'".formatted(columns));
    }

    private void execute(String sql) throws SQLException {
        var file = "jdbc:sqlite:" + parley.data().resolve("parley.db");
        try (var connection = DriverManager.getConnection(file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute(sql);
        }
    }

    private String get(String path) {
        return send(HttpRequest.newBuilder(parley.address().resolve(path)).GET());
    }

    /** Posts to a conversation, with apostrophes for JSON's quotation marks. */
    private void post(String organization, String conversation, String body) {
        var path = "/v1/organizations/%s/conversations/%s".formatted(organization, conversation);
        send(
                HttpRequest.newBuilder(parley.address().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private String send(HttpRequest.Builder request) {
        request.header("Authorization", "Bearer " + parley.operatorKey());
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keysAreRotatedWithTheOperatorsKeyAndWithTheirOwn() {
        parley.client().createOrganization("rotating");
        var first = parley.client().keys("rotating").orElseThrow();
        assertThat(first).hasSize(1);

        var second = keys(parley.operatorKey(), "rotate");
        assertThat(keys(second.apiKey(), "list").id()).isEqualTo(second.id());
        assertThat(ids(parley.client())).containsExactly(second.id());

        var third = keys(second.apiKey(), "create");
        var fourth = keys(second.apiKey(), "rotate");
        assertThat(ids(parley.client())).containsExactly(fourth.id());
        assertThatThrownBy(() -> client(second).keys("rotating"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(401));

        var fifth = keys(fourth.apiKey(), "rotate", "--keep-old");
        assertThat(ids(client(fourth)))
                .containsExactly(fourth.id(), fifth.id())
                .doesNotContain(third.id());
        keys(fifth.apiKey(), "revoke", fourth.id());
        assertThat(ids(client(fifth))).containsExactly(fifth.id());
    }

    @Test
    void keyMayDoOnlyWhatItWasMadeFor() {
        parley.client().createOrganization("rotating");
        var window =
                keys(
                        parley.operatorKey(),
                        "create",
                        "--name",
                        "window",
                        "--scope",
                        "messages:write",
                        "--expires",
                        "1d");
        client(window).send("rotating", "scoped", "s1", "Hello");
        assertThatThrownBy(() -> client(window).keys("rotating"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(403))
                .hasMessageContaining("lacks the scope admin");
        var list =
                Captured.command(
                        "keys",
                        "rotating",
                        "--server",
                        parley.address().toString(),
                        "--key",
                        parley.operatorKey());
        assertThat(list.out())
                .containsPattern(
                        window.id()
                                + "  messages:write  window  created .+  expires .+  last used");
        keys(parley.operatorKey(), "revoke", window.id());
    }

    private static List<String> ids(ParleyClient client) {
        return client.keys("rotating").orElseThrow().stream().map(HeldKey::id).toList();
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
        return end("shop", conversation, message);
    }

    private Explanation end(String organization, String conversation, String message) {
        return parley.client()
                .why(organization, message, conversation, WAIT)
                .filter(explanation -> explanation.disposition() != null)
                .orElseThrow(() -> new AssertionError("nothing became of " + message));
    }
}
