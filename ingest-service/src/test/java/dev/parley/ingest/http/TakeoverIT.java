package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Channel;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Events;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.StartSending;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Invariants;
import dev.parley.testkit.RecordingEvents;
import dev.parley.testkit.RecordingTriggers;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People take conversations over, write in them and give them back, through the API. */
@EdgeTest
class TakeoverIT {
    private static final String BY = "{\"by\": {\"id\": \"kim\", \"name\": \"Kim\"}}";
    private static final String REPLY =
            "{\"id\": \"h1\", \"text\": \"Kim here.\", \"author\": {\"id\": \"kim\", \"name\": \"Kim\"}}";

    private static final Duration DAYS_ON_TOPICS = Duration.ofDays(30);

    @Autowired private Edge edge;
    @Autowired private InMemoryConversationStore store;
    @Autowired private RecordingEvents events;
    @Autowired private RecordingTriggers triggers;

    private final ConversationId id = new ConversationId("acme", "takeover-" + UUID.randomUUID());

    @BeforeEach
    void forget() {
        events.kinds().clear();
    }

    @Test
    void takeoverGivesTheConversationToAPersonAndMayBeRepeated() {
        append(Samples.PULLED, "m1");

        var first = post("takeover", BY);
        var again = post("takeover", BY);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("owner")).isEqualTo("human");
        assertThat(first.text("status")).isEqualTo("pending_human");
        assertThat(first.json().path("epoch").asLong()).isEqualTo(1);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(events.kinds()).containsExactly(Events.Kind.TAKEN_OVER, Events.Kind.TAKEN_OVER);
    }

    @Test
    void erasedConversationLeavesAReceiptAndMayBeErasedAgain() {
        append(Samples.PULLED, "m1");
        var path = "/v1/organizations/acme/conversations/" + id.conversation();

        var first = edge.delete(path, Edge.ACME_KEY);
        var again = edge.delete(path, Edge.ACME_KEY);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("messages").asLong()).isEqualTo(1);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(store.messages(id, 0, 10)).isEmpty();
        assertThat(events.kinds()).containsExactly(Events.Kind.ERASED, Events.Kind.ERASED);
        assertThat(edge.get(path, Edge.ACME_KEY).text("status")).isEqualTo("erased");
        assertThat(edge.delete(path + "-unknown", Edge.ACME_KEY).status()).isEqualTo(404);
    }

    @Test
    void erasureTakesTheSuccessorsAndSaysWhenTopicsForget() {
        append(Samples.PULLED, "m1");
        store.apply(new Erase(id));
        store.apply(Samples.append(id.successor(), id.conversation() + "-m2"));

        var receipt = edge.delete(path(""), Edge.ACME_KEY).json();

        assertThat(receipt.path("successors").path(0).asString())
                .isEqualTo(id.successor().conversation());
        assertThat(receipt.path("conversations").asInt()).isEqualTo(2);
        assertThat(receipt.path("messages").asInt()).isEqualTo(2);
        assertThat(receipt.path("complete").asBoolean()).isTrue();
        assertThat(Instant.parse(receipt.path("topicsForgetBy").asString()))
                .isAfter(Instant.parse(receipt.path("erasedAt").asString()).plus(DAYS_ON_TOPICS));
        assertThat(store.messages(id.successor(), 0, 10)).isEmpty();
        assertThat(store.unpurged(100)).doesNotContain(id, id.successor());
    }

    @Test
    void erasureOfManyIsAskedForInSoManyWords() {
        var all = "/v1/organizations/acme/conversations";
        append(Samples.PULLED, "m1");

        for (var query : new String[] {"", "?all=true&customer=ada", "?customer="}) {
            var refused = edge.delete(all + query, Edge.ACME_KEY);
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.text("field")).isEqualTo("customer");
        }
        assertThat(edge.delete(all + "?all=yes", Edge.ACME_KEY).text("field")).isEqualTo("all");
        assertThat(edge.delete(all + "?customer=a&shared=1", Edge.ACME_KEY).text("field"))
                .isEqualTo("shared");
        assertThat(edge.delete(all + "?all=true", Edge.GLOBEX_KEY).status()).isEqualTo(403);
        assertThat(store.messages(id, 0, 10)).hasSize(1);
    }

    @Test
    void turnThatRunsCommitsNothingAfterATakeover() {
        append(Samples.PULLED, "m1");
        var running = begin();

        post("takeover", BY);

        assertThat(store.apply(Samples.commit(id, running.turn().fence())))
                .isInstanceOf(Commit.Outcome.Fenced.class);
        assertThat(store.replies(id, 0, 10)).isEmpty();
        Invariants.check(store, id);
    }

    /** The control: without the takeover the same turn commits. */
    @Test
    void turnThatRunsCommitsWithoutATakeover() {
        append(Samples.PULLED, "m1");

        assertThat(store.apply(Samples.commit(id, begin().turn().fence())))
                .isInstanceOf(Commit.Outcome.Committed.class);
    }

    @Test
    void replyFromBeforeATakeoverIsNeverSentEvenAfterTheReturn() {
        append(Samples.PUSHED, "m1");
        store.apply(Samples.commit(id, begin().turn().fence()));

        post("takeover", BY);
        post("return", "");

        assertThat(store.apply(Samples.startSending(id)))
                .isInstanceOf(StartSending.Outcome.Cancelled.class);
        assertThat(delivery(1)).isEqualTo(DeliveryState.Phase.CANCELLED);
    }

    @Test
    void replyThatIsBeingSentMayStillArriveAndTheAnswerSaysSo() {
        append(Samples.PUSHED, "m1");
        store.apply(Samples.commit(id, begin().turn().fence()));
        store.apply(Samples.startSending(id));

        assertThat(post("takeover", BY).json().path("mayStillArrive").asBoolean()).isTrue();
    }

    @Test
    void personWritesOnlyWhileAPersonHasTheConversation() {
        append(Samples.PULLED, "m1");
        assertThat(post("replies", REPLY).status()).isEqualTo(409);

        post("takeover", BY);
        var stored = post("replies", REPLY);
        var again = post("replies", REPLY);
        post("return", "");
        var late = post("replies", REPLY.replace("h1", "h2"));

        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.json().path("seq").asLong()).isEqualTo(2);
        assertThat(again.status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("type")).isEqualTo("urn:parley:problem:not-taken-over");
        assertThat(store.messages(id, 0, 10))
                .extracting(Message::role)
                .containsExactly(Message.Role.USER, Message.Role.HUMAN_AGENT);
        var shown = edge.get(path(""), Edge.ACME_KEY).json().path("messages").path(1);
        assertThat(shown.path("role").asString()).isEqualTo("human_agent");
        assertThat(shown.path("author").path("name").asString()).isEqualTo("Kim");
    }

    @Test
    void pipelineKnowsWhatPeopleWroteOnceItHasTheConversationBack() {
        append(Samples.PULLED, "m1");
        post("takeover", BY);
        post("replies", REPLY);

        var back = post("return", BY);
        append(Samples.PULLED, "m2");

        assertThat(back.text("owner")).isEqualTo("ai");
        assertThat(back.text("status")).isEqualTo("open");
        assertThat(back.json().path("epoch").asLong()).isEqualTo(2);
        assertThat(events.kinds()).containsExactly(Events.Kind.TAKEN_OVER, Events.Kind.RETURNED);
        assertThat(triggers.wakeups()).contains(id);
        var begun = begin();
        assertThat(begun.messages()).extracting(Message::id).containsExactly("m1", "h1", "m2");
        store.apply(Samples.commit(id, begun.turn().fence()));
        assertThat(store.replies(id, 0, 10))
                .singleElement()
                .extracting(Reply::ownershipEpoch)
                .isEqualTo(2L);
    }

    @Test
    void messageThatNothingWouldCarryIsRefused() {
        append(Samples.PUSHED, "m1");
        post("takeover", BY);

        assertThat(post("replies", REPLY).text("type"))
                .isEqualTo("urn:parley:problem:undeliverable");
    }

    @Test
    void whatIsMissingWrongOrAnothersIsRefused() {
        append(Samples.PULLED, "m1");

        assertThat(post("takeover", "{}").text("field")).isEqualTo("by");
        assertThat(post("takeover", "{\"by\": {}}").text("field")).isEqualTo("by.id");
        assertThat(post("takeover", "").status()).isEqualTo(400);
        assertThat(post("return", "{\"who\": 1}").text("field")).isEqualTo("who");
        assertThat(post("replies", "{\"text\": \"x\"}").text("field")).isEqualTo("author");
        for (var action : new String[] {"takeover", "return", "replies"}) {
            var body = action.equals("replies") ? REPLY : BY;
            assertThat(edge.post(path("/" + action), Edge.GLOBEX_KEY, body).status())
                    .isEqualTo(403);
            assertThat(edge.post(path("-none/" + action), Edge.ACME_KEY, body).text("type"))
                    .isEqualTo("urn:parley:problem:unknown-conversation");
        }
        assertThat(store.find(id).orElseThrow().ownership().epoch()).isZero();
    }

    private Edge.Answer post(String action, String body) {
        return edge.post(path("/" + action), Edge.ACME_KEY, body);
    }

    private String path(String rest) {
        return "/v1/organizations/acme/conversations/" + id.conversation() + rest;
    }

    private void append(Channel channel, String messageId) {
        store.apply(
                new Append(
                        id,
                        channel,
                        new MessageKey("acme", channel.account(), id.conversation() + messageId),
                        messageId,
                        Samples.CUSTOMER,
                        "text",
                        null,
                        Samples.GRACE));
    }

    private Begin.Outcome.Begun begin() {
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.wakeup(id));
        return (Begin.Outcome.Begun) store.apply(Samples.begin(id, claimed.turn()));
    }

    private DeliveryState.Phase delivery(long outSeq) {
        return store.replies(id, outSeq - 1, 1).getFirst().delivery().phase();
    }
}
