package dev.parley.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.embedded.EmbeddedKafka;
import dev.parley.ingest.ApiKeys;
import dev.parley.ingest.http.EventClient;
import dev.parley.testkit.Samples;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Two edges that share a broker and a store. No stream looks at the store by itself in time. */
@Timeout(120)
class TwoEdgesIT {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir private static Path directory;
    private static EmbeddedKafka kafka;
    private static EdgeProcess one;
    private static EdgeProcess two;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        one = EdgeProcess.start(kafka, directory, "--parley.api.streams.poll=1m");
        two = EdgeProcess.start(kafka, directory, "--parley.api.streams.poll=1m");
        one.send("PUT", "/v1/organizations/acme", EdgeProcess.OPERATOR, "{}");
        await().atMost(SOON)
                .until(() -> two.send("GET", list(), EdgeProcess.OPERATOR, "").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        kafka.close();
    }

    @Test
    void everyEdgeTellsWhatHappensAnywhere() {
        var id = new ConversationId("acme", "both");
        try (var first = open(one, id, "");
                var second = open(two, id, "")) {
            answer(id, 1);
            for (var client : List.of(first, second)) {
                var reply = client.next();
                assertThat(reply.name()).isEqualTo("reply");
                assertThat(reply.data().path("text").asString()).isEqualTo("answer of turn 1");
                assertThat(client.next().name()).isEqualTo("status");
            }
        }
    }

    @Test
    void clientThatMovesBetweenEdgesSeesEveryReplyOnce() {
        int turns = 40;
        var id = new ConversationId("acme", "moving");
        var talking =
                CompletableFuture.runAsync(() -> {
                    for (int turn = 1; turn <= turns; turn++) {
                        answer(id, turn);
                    }
                });
        var seen = new ArrayList<Long>();
        var last = "0";
        for (int visit = 0; seen.size() < turns; visit++) {
            try (var client = open(visit % 2 == 0 ? one : two, id, last)) {
                // Leaves after a few, while others may be on their way to it.
                for (int i = 0; i < 3 && seen.size() < turns; i++) {
                    var event = client.next();
                    last = event.id();
                    if (event.name().equals("reply")) {
                        seen.add(event.data().path("metadata").path("turn").asLong());
                    }
                }
            }
        }
        talking.join();
        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, turns).boxed().toList());
    }

    @Test
    void stoppingEdgeEndsItsStreamsAtOnceAndTheOtherGoesOn() {
        var id = new ConversationId("acme", "stopped");
        answer(id, 1);
        var third = EdgeProcess.start(kafka, directory, "--parley.api.streams.poll=1m");
        try (var client = open(third, id, "0")) {
            client.next();
            var last = client.next().id();
            long start = System.nanoTime();

            third.close();

            // A stream that stays would hold the stop up for as long as requests may take.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            await().atMost(A_SECOND).until(client::isEnded);
            answer(id, 2);
            try (var back = open(two, id, last)) {
                assertThat(back.next().data().path("text").asString())
                        .isEqualTo("answer of turn 2");
            }
        }
    }

    @Test
    void keyEndedOnOneEdgeIsRefusedByTheOther() {
        var keys = "/v1/organizations/rotating/keys";
        var old = apiKey(one.send("PUT", "/v1/organizations/rotating", EdgeProcess.OPERATOR, "{}"));
        var fresh = apiKey(one.send("POST", keys, old, ""));
        await().atMost(A_SECOND).until(() -> status(two, keys, fresh) == 200);
        assertThat(status(two, keys, old)).isEqualTo(200);

        var id = ApiKeys.hash(old).substring(0, 8);
        assertThat(one.send("DELETE", keys + "/" + id, fresh, "").statusCode()).isEqualTo(204);

        assertThat(status(one, keys, old)).isEqualTo(401);
        await().atMost(A_SECOND).until(() -> status(two, keys, old) == 401);
        assertThat(status(two, keys, fresh)).isEqualTo(200);
    }

    @Test
    void keysCreatedOnBothEdgesAtOnceAllWork() throws Exception {
        var keys = "/v1/organizations/busy/keys";
        one.send("PUT", "/v1/organizations/busy", EdgeProcess.OPERATOR, "{}");
        await().atMost(A_SECOND).until(() -> status(two, keys, EdgeProcess.OPERATOR) == 200);
        var created = new ArrayList<Future<HttpResponse<String>>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                var edge = i % 2 == 0 ? one : two;
                created.add(
                        callers.submit(() -> edge.send("POST", keys, EdgeProcess.OPERATOR, "")));
            }
        }
        for (var answer : created) {
            var key = apiKey(answer.get());
            for (var edge : List.of(one, two)) {
                await().atMost(A_SECOND).until(() -> status(edge, keys, key) == 200);
            }
        }
    }

    @Test
    void configurationsAppliedOnBothEdgesAtOnceEndWholeAndLoseNoKey() throws Exception {
        var path = "/v1/organizations/applied/configuration";
        var keys = "/v1/organizations/applied/keys";
        one.send("PUT", path, EdgeProcess.OPERATOR, configuration(0));
        await().atMost(A_SECOND).until(() -> status(two, keys, EdgeProcess.OPERATOR) == 200);
        var applied = new ArrayList<Future<HttpResponse<String>>>();
        var created = new ArrayList<Future<HttpResponse<String>>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 6; i++) {
                var edge = i % 2 == 0 ? one : two;
                var body = configuration(i);
                applied.add(
                        callers.submit(() -> edge.send("PUT", path, EdgeProcess.OPERATOR, body)));
                created.add(
                        callers.submit(() -> edge.send("POST", keys, EdgeProcess.OPERATOR, "")));
            }
        }
        for (var answer : applied) {
            assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
        }
        for (var answer : created) {
            var key = apiKey(answer.get());
            for (var edge : List.of(one, two)) {
                await().atMost(A_SECOND).until(() -> status(edge, keys, key) == 200);
            }
        }
        await().atMost(A_SECOND)
                .untilAsserted(() -> {
                    assertThat(held(one)).hasSize(1);
                    assertThat(held(two)).isEqualTo(held(one));
                });
    }

    /** Which of the configurations an edge holds. */
    private static List<Integer> held(EdgeProcess edge) {
        return IntStream.rangeClosed(0, 6)
                .filter(i ->
                        edge.send(
                                        "PUT",
                                        "/v1/organizations/applied/configuration?dryRun=true",
                                        EdgeProcess.OPERATOR,
                                        configuration(i))
                                .body()
                                .contains("unchanged"))
                .boxed()
                .toList();
    }

    private static String configuration(int number) {
        return """
        {"name": "N%1$d", "agents": [{"id": "a", "name": "A%1$d", "instructions": "Be %1$d."}]}
        """
                .formatted(number);
    }

    private static int status(EdgeProcess edge, String path, String key) {
        return edge.send("GET", path, key, "").statusCode();
    }

    private static String apiKey(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).path("apiKey").asString();
    }

    /** A turn as the workers make it: written first, told then. */
    private static void answer(ConversationId id, int turn) {
        var store = one.bean(ConversationStore.class);
        store.apply(
                Samples.append(
                        id,
                        new Channel("rest", "rest", Channel.Delivery.PULLED),
                        id.conversation() + turn));
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.wakeup(id));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(id, claimed.turn()));
        store.apply(Samples.commit(id, begun.turn().fence()));
        one.bean(Events.class).publish(id, Events.Kind.ANSWERED, (long) turn, Map.of());
    }

    private static EventClient open(EdgeProcess edge, ConversationId id, String last) {
        var request =
                edge.request(list() + "/" + id.conversation() + "/stream", EdgeProcess.OPERATOR);
        return EventClient.open(last.isEmpty() ? request : request.header("Last-Event-ID", last));
    }

    private static String list() {
        return "/v1/organizations/acme/conversations";
    }
}
