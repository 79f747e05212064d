package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.ConversationId;
import dev.parley.ingest.DispositionWaiter;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Each budget used up by one organization, while another is served. */
@EdgeTest
@TestPropertySource(
        properties = {
            "parley.api.max-waiting=4",
            "parley.api.body-timeout=20s",
            "parley.budget.reads-per-second=20",
            "parley.budget.writes-per-second=30",
            "parley.budget.burst-seconds=1",
            "parley.budget.titles-per-minute=2",
            "parley.budget.concurrent-requests=6",
            "parley.budget.minimum-requests=1",
            "parley.budget.minimum-waits=1",
            "parley.budget.minimum-streams=1",
            "parley.budget.documents=2",
            "parley.budget.document-characters=100",
            "parley.budget.document-passages=3"
        })
@Timeout(60)
class BudgetIT {
    private static final String DOCUMENT =
            """
            {"title": "Returns", "text": "%s"}
            """;

    @Autowired private Edge edge;
    @Autowired private InMemoryConversationStore store;
    @Autowired private DispositionWaiter waiter;
    @Autowired private MeterRegistry meters;

    @Test
    void reads() {
        var refused = refusedBy("acme", Edge.ACME_KEY);
        assertRefused(refused, "reads");
        assertThat(edge.get(of("globex", "/conversations"), Edge.GLOBEX_KEY).status())
                .isEqualTo(200);
        assertThat(edge.get(of("acme", "/conversations"), Edge.OPERATOR).status()).isEqualTo(200);
    }

    @Test
    void writes() {
        var refused = edge.delete(of("acme", "/documents/none"), Edge.ACME_KEY);
        for (int i = 0; i < 1_000 && refused.status() != 429; i++) {
            refused = edge.delete(of("acme", "/documents/none"), Edge.ACME_KEY);
        }
        assertRefused(refused, "writes");
        assertThat(edge.delete(of("globex", "/documents/none"), Edge.GLOBEX_KEY).status())
                .isEqualTo(404);
    }

    @Test
    void titles() {
        for (var organization : List.of("acme", "globex")) {
            store.apply(Samples.append(new ConversationId(organization, "titled"), "m1"));
        }
        assertThat(title("acme", Edge.ACME_KEY).status()).isEqualTo(202);
        assertThat(title("acme", Edge.ACME_KEY).status()).isEqualTo(202);
        assertRefused(title("acme", Edge.ACME_KEY), "titles");
        assertThat(title("globex", Edge.GLOBEX_KEY).status()).isEqualTo(202);
    }

    @Test
    void waits() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                callers.submit(() -> waiting("acme", Edge.ACME_KEY, 5));
            }
            await().until(() -> waiter.waiting() == 2);
            assertRefused(waiting("acme", Edge.ACME_KEY, 5), "waits");
            assertThat(waiting("globex", Edge.GLOBEX_KEY, 1).status()).isEqualTo(404);
        }
    }

    @Test
    void concurrentRequests() throws Exception {
        var open = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 3; i++) {
                open.add(unfinished());
            }
            await().until(() -> {
                var answer = edge.post(Edge.MESSAGES, Edge.ACME_KEY, Edge.GOOD);
                return answer.text("budget").equals("concurrent-requests");
            });
            assertThat(
                            edge.post(
                                            of("globex", "/conversations/c1/messages"),
                                            Edge.GLOBEX_KEY,
                                            Edge.GOOD)
                                    .status())
                    .isEqualTo(202);
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
        await().until(() -> edge.post(Edge.MESSAGES, Edge.ACME_KEY, Edge.GOOD).status() == 202);
    }

    @Test
    void documents() {
        assertRefused(
                document("acme", Edge.ACME_KEY, "large", "x".repeat(94)), "document-characters");
        assertThat(document("acme", Edge.ACME_KEY, "one", "x".repeat(20)).status()).isEqualTo(200);
        assertThat(document("acme", Edge.ACME_KEY, "two", "x".repeat(20)).status()).isEqualTo(200);
        var refused = document("acme", Edge.ACME_KEY, "three", "x".repeat(20));
        assertRefused(refused, "documents");
        assertThat(refused.text("detail")).contains("may have 2 documents; it has 2");
        assertThat(document("acme", Edge.ACME_KEY, "two", "y".repeat(20)).status()).isEqualTo(200);
        assertThat(document("globex", Edge.GLOBEX_KEY, "three", "x").status()).isEqualTo(200);
        var passages = "one\\n\\ntwo\\n\\nthree";
        assertThat(document("globex", Edge.GLOBEX_KEY, "long", passages).status()).isEqualTo(200);
        refused = document("globex", Edge.GLOBEX_KEY, "three", "y");
        assertRefused(refused, "document-passages");
        assertThat(refused.text("detail")).contains("may have 3 document passages; it has 3");
    }

    @Test
    void streams() {
        var third = edge.put("/v1/organizations/initech", Edge.OPERATOR, "{}").text("apiKey");
        var clients = new ArrayList<EventClient>();
        try {
            for (int i = 0; i < 3; i++) {
                clients.add(lookOn("acme", Edge.ACME_KEY));
            }
            assertRefused(stream("acme", Edge.ACME_KEY), "streams");
            for (int i = 0; i < 2; i++) {
                clients.add(lookOn("globex", Edge.GLOBEX_KEY));
            }
            assertRefused(stream("globex", Edge.GLOBEX_KEY), "streams");
            clients.add(lookOn("initech", third));
        } finally {
            clients.forEach(EventClient::close);
        }
    }

    private Edge.Answer refusedBy(String organization, String key) {
        for (int i = 0; i < 1_000; i++) {
            var answer = edge.get(of(organization, "/conversations"), key);
            if (answer.status() == 429) {
                return answer;
            }
        }
        throw new AssertionError("nothing was refused");
    }

    private Edge.Answer title(String organization, String key) {
        return settled(() -> edge.post(of(organization, "/conversations/titled/title"), key, ""));
    }

    private Edge.Answer document(String organization, String key, String id, String text) {
        return settled(() ->
                edge.put(of(organization, "/documents/" + id), key, DOCUMENT.formatted(text)));
    }

    private Edge.Answer waiting(String organization, String key, int seconds) {
        return settled(() -> edge.get(of(organization, "/messages/none/why?wait=" + seconds), key));
    }

    private EventClient lookOn(String organization, String key) {
        var path = of(organization, "/conversations/watched/stream");
        return await().ignoreException(AssertionError.class)
                .until(() -> EventClient.open(edge.request(path, key)), _ -> true);
    }

    private Edge.Answer stream(String organization, String key) {
        return settled(() -> edge.get(of(organization, "/conversations/watched/stream"), key));
    }

    /** Once more while the requests of another test still count. */
    private static Edge.Answer settled(Supplier<Edge.Answer> request) {
        return await().until(
                        request::get,
                        answer -> !List.of("reads", "writes").contains(answer.text("budget")));
    }

    /** A message whose body is still on its way. */
    private Socket unfinished() throws Exception {
        var socket = edge.connect();
        var head =
                "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
                        .formatted(Edge.MESSAGES, Edge.ACME_KEY);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private void assertRefused(Edge.Answer answer, String budget) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text("budget")).isEqualTo(budget);
        assertThat(answer.text("type")).isEqualTo("urn:parley:problem:too-many-requests");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(meters.counter("parley.budget.refused", "budget", budget).count()).isPositive();
    }

    private static String of(String organization, String rest) {
        return "/v1/organizations/" + organization + rest;
    }
}
