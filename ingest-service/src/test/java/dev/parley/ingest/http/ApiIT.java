package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class ApiIT {
    @Autowired private Edge edge;
    @Autowired private RecordingInbox inbox;
    @Autowired private InMemoryConversationStore store;

    @BeforeEach
    void empty() {
        inbox.accepted().clear();
    }

    @Test
    void createdOrganizationIsUsableAtOnce() {
        var name = "org-" + UUID.randomUUID();
        var created = edge.put("/v1/organizations/" + name, Edge.OPERATOR, "{\"name\": \"New\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("organization")).isEqualTo(name);
        assertThat(created.json().path("version").asInt()).isEqualTo(1);

        var path = "/v1/organizations/" + name + "/conversations/c1/messages";
        assertThat(edge.post(path, created.text("apiKey"), Edge.GOOD).status()).isEqualTo(202);

        var again = edge.put("/v1/organizations/" + name, Edge.OPERATOR, "{\"name\": \"Other\"}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().has("apiKey")).isFalse();
    }

    @Test
    void acceptedMessageReachesTheInboxWhole() {
        var answer =
                edge.post(
                        Edge.MESSAGES,
                        Edge.ACME_KEY,
                        """
                        {"id": "m-7", "text": "gr\u00fc\u00df dich \\n \ud83d\ude00", "sentAt": "2026-01-05T09:00:00Z",
                         "author": {"id": "ada", "name": "Ada", "roles": ["customer", "admin"]}}
                        """);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("organization")).isEqualTo("acme");
        assertThat(answer.text("conversation")).isEqualTo("c1");
        assertThat(answer.text("message")).isEqualTo("m-7");
        assertThat(answer.header("Location"))
                .isEqualTo("/v1/organizations/acme/messages/m-7/why?conversation=c1");
        assertThat(inbox.accepted())
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.conversation()).isEqualTo(new ConversationId("acme", "c1"));
                    assertThat(message.channel())
                            .isEqualTo(new Channel("rest", "rest", Channel.Delivery.PULLED));
                    assertThat(message.key().providerId()).isEqualTo("c1/m-7");
                    assertThat(message.text()).isEqualTo("gr\u00fc\u00df dich \n \ud83d\ude00");
                    assertThat(message.sentAt()).isEqualTo(Instant.parse("2026-01-05T09:00:00Z"));
                    assertThat(message.author().roles()).containsExactly("customer", "admin");
                });
    }

    @Test
    void operatorMayPostForEveryOrganization() {
        assertThat(edge.post(Edge.MESSAGES, Edge.OPERATOR, Edge.GOOD).status()).isEqualTo(202);
    }

    @Test
    void longestTextFits() {
        var body =
                "{\"text\": \"%s\", \"author\": {\"id\": \"ada\"}}"
                        .formatted("\ud83d\ude00".repeat(16_000));
        assertThat(edge.post(Edge.MESSAGES, Edge.ACME_KEY, body).status()).isEqualTo(202);
    }

    @Test
    void conversationShowsMessagesAndReplies() {
        var id = conversation("c-shown");
        append(id, "m1");
        answer(id, 1);

        var view = edge.get("/v1/organizations/acme/conversations/c-shown", Edge.ACME_KEY);

        assertThat(view.status()).isEqualTo(200);
        assertThat(view.text("status")).isEqualTo("open");
        assertThat(view.json().path("messages")).hasSize(2);
        var reply = view.json().path("messages").path(1);
        assertThat(reply.path("role").asString()).isEqualTo("assistant");
        assertThat(reply.path("metadata").path("model").asString()).isEqualTo("offline");
        assertThat(reply.path("metadata").path("detail").path("offline").asString())
                .isEqualTo("true");
        assertThat(view.json().has("openTurn")).isFalse();
        assertThat(Instant.parse(reply.path("storedAt").asString())).isNotNull();
    }

    @Test
    void longConversationShowsTheNewestMessages() {
        var id = conversation("c-long");
        for (int i = 1; i <= 205; i++) {
            append(id, "m" + i);
        }
        var messages =
                edge.get("/v1/organizations/acme/conversations/c-long", Edge.ACME_KEY)
                        .json()
                        .path("messages");
        assertThat(messages).hasSize(200);
        assertThat(messages.path(0).path("id").asString()).isEqualTo("m6");
        assertThat(messages.path(199).path("id").asString()).isEqualTo("m205");
    }

    @Test
    void whyTellsAtOnceWhatIsKnown() {
        append(conversation("c-open"), "m-open");

        var why = edge.get("/v1/organizations/acme/messages/m-open/why", Edge.ACME_KEY);

        assertThat(why.status()).isEqualTo(200);
        assertThat(why.json().has("disposition")).isTrue();
        assertThat(why.json().path("disposition").isNull()).isTrue();
        assertThat(why.json().has("reply")).isFalse();
        assertThat(why.json().path("steps")).isNotEmpty();
    }

    @Test
    void whyWaitsForTheEnd() throws Exception {
        var id = conversation("c-wait");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var why =
                    callers.submit(() ->
                            edge.get(
                                    "/v1/organizations/acme/messages/m-wait/why?wait=20&conversation=c-wait",
                                    Edge.ACME_KEY));
            append(id, "m-before");
            append(id, "m-wait");
            answer(id, 2);
            var answer = why.get(10, TimeUnit.SECONDS);
            assertThat(answer.text("disposition")).isEqualTo("answered");
            assertThat(answer.json().path("reply").path("text").asString())
                    .isEqualTo("answer of turn 1");
        }
        var merged =
                edge.get(
                        "/v1/organizations/acme/messages/m-before/why?conversation=c-wait",
                        Edge.ACME_KEY);
        assertThat(merged.text("disposition")).isEqualTo("merged");
        assertThat(merged.text("mergedInto")).isEqualTo("m-wait");
    }

    @Test
    void waitEndsWithoutAnEndInSight() {
        append(conversation("c-never"), "m-never");
        long started = System.nanoTime();

        var why = edge.get("/v1/organizations/acme/messages/m-never/why?wait=1", Edge.ACME_KEY);

        assertThat(why.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void healthIsPublicAndTellsNothingMore() {
        var health = edge.get("/actuator/health", "none");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().propertyNames()).containsOnly("status", "groups");
    }

    private static ConversationId conversation(String name) {
        return new ConversationId("acme", name);
    }

    private void append(ConversationId id, String message) {
        var step = Samples.append(id, message);
        var outcome =
                store.apply(
                        new Append(
                                id,
                                step.channel(),
                                new MessageKey("acme", "rest", id.conversation() + "/" + message),
                                message,
                                step.author(),
                                step.text(),
                                null,
                                step.grace()));
        assertThat(outcome).isInstanceOf(Append.Outcome.Appended.class);
    }

    private void answer(ConversationId id, long seq) {
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.claim(id, seq));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(id, claimed.turn()));
        store.apply(Samples.commit(id, begun.turn().fence()));
    }
}
