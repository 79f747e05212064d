package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Closure;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Message;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.PutBack;
import dev.parley.conversation.turn.Resolve;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recovery: a store that lost its newest commits gets replies back, each once. */
interface PutBackContract extends StoreFixture {
    @Test
    default void aLostConversationComesBackAsItWas() {
        var outcome = restored(putBack(lost(1, 2), "m1"));

        assertThat(outcome.messages()).isEqualTo(1);
        assertThat(store().messages(CHAT, 0, 10))
                .extracting(Message::id)
                .containsExactly("m1", "chat-1~1");
        assertThat(store().dispositions(CHAT, 10))
                .singleElement()
                .satisfies(disposition -> {
                    assertThat(disposition.covers(1)).isTrue();
                    assertThat(disposition.kind()).isEqualTo(Disposition.Kind.ANSWERED);
                    assertThat(disposition.turn()).isEqualTo(1);
                });
        assertThat(row(CHAT).status()).isEqualTo(Status.OPEN);
        assertThat(row(CHAT).needsProcessing()).isFalse();
        Invariants.check(store(), CHAT);
    }

    @Test
    default void theRecordOfAMessageThatCameBackIsKnownAndAsksForNothing() {
        restored(putBack(lost(1, 2), "m1"));

        var again = store().apply(Samples.append(CHAT, "m1"));

        assertThat(again).isInstanceOf(Append.Outcome.Known.class);
        assertThat(store().apply(Samples.wakeup(CHAT))).isInstanceOf(Claim.Outcome.Idle.class);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void theSameAgainChangesNothing() {
        var putBack = putBack(lost(1, 2), "m1");
        restored(putBack);
        var row = row(CHAT);

        assertThat(store().apply(putBack)).isInstanceOf(PutBack.Outcome.Known.class);
        assertThat(row(CHAT)).isEqualTo(row);
    }

    @Test
    default void theSameAgainChangesNothingThoughAnEarlierTurnWasOpen() {
        store().apply(Samples.append(CHAT, "m1"));
        begin(CHAT);
        var putBack = putBack(lost(3, 4), "m1");
        restored(putBack);

        assertThat(store().apply(putBack)).isInstanceOf(PutBack.Outcome.Known.class);
    }

    @Test
    default void anEndThatTheLostMessageTookBackIsGone() {
        store().apply(Samples.append(CHAT, "m1"));
        var turn = answer(CHAT).reply().turn();
        store().apply(new Resolve(CHAT, turn, new Closure("farewell", 1, "bye")));
        advance(Duration.ofMinutes(2));

        restored(putBack(lost(2, 4), "m2"));

        assertThat(row(CHAT))
                .satisfies(row -> {
                    assertThat(row.status()).isEqualTo(Status.OPEN);
                    assertThat(row.timeline().endedAt()).isNull();
                    assertThat(row.closure()).isNull();
                });
    }

    @Test
    default void whatWasNotLostIsKnown() {
        store().apply(Samples.append(CHAT, "m1"));
        var committed = answer(CHAT).reply();

        assertThat(store().apply(putBack(committed, "m1")))
                .isInstanceOf(PutBack.Outcome.Known.class);
        assertThat(store().replies(CHAT, 0, 10)).hasSize(1);
    }

    @Test
    default void aMessageThatSurvivedItsReplyGetsItBackAndNoSecondOne() {
        store().apply(Samples.append(CHAT, "m1"));
        var begun = begin(CHAT); // somebody has begun to answer it again

        var outcome = restored(putBack(lost(1, 2), "m1"));

        assertThat(outcome.messages()).isZero();
        assertThat(store().apply(Samples.commit(CHAT, begun.turn().fence())))
                .isInstanceOf(Commit.Outcome.Fenced.class);
        assertThat(store().replies(CHAT, 0, 10))
                .singleElement()
                .satisfies(reply -> assertThat(reply.text()).isEqualTo("lost words"));
        Invariants.check(store(), CHAT);
    }

    @Test
    default void aMessageThatWasAnsweredAnewKeepsThatAnswer() {
        store().apply(Samples.append(CHAT, "m1"));
        advance(Samples.GRACE);
        answer(CHAT);

        assertThat(store().apply(putBack(lost(1, 2), "m1")))
                .isInstanceOf(PutBack.Outcome.Superseded.class);
        assertThat(store().replies(CHAT, 0, 10)).hasSize(1);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void nobodyElsesMessageIsPassedOver() {
        store().apply(Samples.append(CHAT, "after the loss"));

        assertThat(store().apply(putBack(lost(1, 2), "m1")))
                .isInstanceOf(PutBack.Outcome.Behind.class);

        answer(CHAT);
        restored(putBack(lost(1, 2), "m1"));

        assertThat(store().replies(CHAT, 0, 10)).hasSize(2);
        assertThat(store().dispositions(CHAT, 10)).hasSize(2);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void whatWasErasedStaysErased() {
        store().apply(Samples.append(CHAT, "m1"));
        store().apply(new Erase(CHAT));

        assertThat(store().apply(putBack(lost(1, 2), "m1")))
                .isInstanceOf(PutBack.Outcome.Erased.class);
        assertThat(store().messages(CHAT, 0, 10)).isEmpty();
    }

    @Test
    default void wordsOfAHandOverBringThePersonBack() {
        var words = lost(Reply.Kind.HANDOVER, PlanPath.HUMAN, 2, 3);
        restored(new PutBack(CHAT, Samples.PULLED, words, Samples.AGENT, List.of(), Samples.GRACE));

        assertThat(row(CHAT).status()).isEqualTo(Status.PENDING_HUMAN);
        store().apply(Samples.append(CHAT, "m1"));
        assertThat(row(CHAT).needsProcessing()).isFalse();
        Invariants.check(store(), CHAT);
    }

    private PutBack.Outcome.Restored restored(PutBack step) {
        return (PutBack.Outcome.Restored) store().apply(step);
    }

    private static PutBack putBack(Reply lost, String... messages) {
        var answered = Arrays.stream(messages).map(PutBackContract::inbound).toList();
        return new PutBack(CHAT, Samples.PULLED, lost, Samples.AGENT, answered, Samples.GRACE);
    }

    private Reply lost(long turn, long seq) {
        return lost(Reply.Kind.ANSWER, PlanPath.PLAYBOOK, turn, seq);
    }

    private Reply lost(Reply.Kind kind, PlanPath path, long turn, long seq) {
        return new Reply(
                turn,
                "chat-1~" + turn,
                seq,
                1,
                0,
                1,
                0,
                kind,
                "lost words",
                new ReplyMetadata(
                        path, "agent-1", null, "model", 1, 1, 1, ReplyFacts.NONE, Map.of()),
                now().minusSeconds(60),
                DeliveryState.PENDING);
    }

    private static InboundMessage inbound(String id) {
        var sent = Samples.append(CHAT, id);
        return new InboundMessage(
                CHAT,
                sent.channel(),
                id,
                sent.key(),
                sent.author(),
                sent.text(),
                sent.sentAt(),
                Instant.EPOCH);
    }
}
