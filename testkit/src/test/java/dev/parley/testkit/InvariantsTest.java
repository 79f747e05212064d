package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Ownership;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each breach of an invariant, written on purpose, is found. */
class InvariantsTest {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");
    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

    private final InMemoryConversationStore store =
            new InMemoryConversationStore(new SettableClock());

    @BeforeEach
    void answerOneMessage() {
        store.apply(Samples.append(CHAT, Samples.PUSHED, "m1"));
        store.apply(Samples.commit(CHAT, begin().turn().fence()));
    }

    @Test
    void ordinaryConversationViolatesNothing() {
        assertThatCode(() -> Invariants.check(store, CHAT)).doesNotThrowAnyException();
    }

    @Test
    void missingConversationIsFound() {
        assertThat(Invariants.violations(store, new ConversationId("acme", "none"))).hasSize(1);
    }

    @Test
    void forgottenMessageIsFound() {
        store.apply(Samples.append(CHAT, "m2"));
        write(row -> row.withProgress(row.progress().answered(3)));

        assertFound("message 3 has 0 dispositions");
    }

    @Test
    void overlappingDispositionsAreFound() {
        write(
                UnaryOperator.identity(),
                new Change.AddDisposition(
                        new Disposition(-1, 1, Disposition.Kind.HUMAN, null, null, NOW)));

        assertFound("overlaps the one before");
        assertFound("message 1 has 2 dispositions");
    }

    @Test
    void dispositionAboveTheWatermarkIsFound() {
        write(
                UnaryOperator.identity(),
                new Change.AddDisposition(
                        new Disposition(1, 5, Disposition.Kind.HUMAN, null, null, NOW)));

        assertFound("above the watermark");
    }

    @Test
    void answerWithoutReplyIsFound() {
        store.apply(Samples.append(CHAT, "m2"));
        write(
                row -> row.withProgress(row.progress().answered(3)),
                new Change.AddDisposition(
                        new Disposition(1, 3, Disposition.Kind.ANSWERED, 9L, null, NOW)));

        assertFound("has no reply");
    }

    @Test
    void replyWithoutMessageAndGapAreFound() {
        write(UnaryOperator.identity(), new Change.AddReply(reply(2, 5)));

        assertFound("reply of turn 2 has outSeq 5, not 2");
        assertFound("reply of turn 2 has no message");
        assertFound("1 messages of ours, 2 replies");
    }

    @Test
    void gapAmongMessagesIsFound() {
        write(
                UnaryOperator.identity(),
                new Change.AddMessage(
                        new Message(7, "m7", Message.Role.USER, Samples.CUSTOMER, "hi", null, NOW),
                        null));

        assertFound("message m7 has seq 7, not 3");
        assertFound("lastSeq is 2 with 3 messages");
        assertFound("lastInboundSeq is 1, not 7");
    }

    @Test
    void workWithoutDueMomentIsFound() {
        store.apply(Samples.append(CHAT, "m2"));
        write(row -> row.withDueAt(null));

        assertFound("no due moment");
    }

    @Test
    void undeliveredReplyWithoutDueMomentIsFound() {
        write(row -> row.withDueAt(null));

        assertFound("no due moment");
    }

    @Test
    void openTurnOverAnsweredMessagesIsFound() {
        store.apply(Samples.append(CHAT, "m2"));
        begin();
        write(row -> row.withProgress(row.progress().answered(3)));

        assertFound("the open turn answers from 1, which is neither the watermark 3 nor parked");
    }

    @Test
    void humanOwnedConversationWithAnOpenTurnIsFound() {
        store.apply(Samples.append(CHAT, "m2"));
        begin();
        write(row -> row.withOwnership(row.ownership().passedTo(Ownership.Owner.HUMAN)));

        assertFound("human-owned with open work");
    }

    @Test
    void endWithoutAReasonIsFound() {
        write(row -> row.withStatus(Status.CLOSED));

        assertFound("status CLOSED, ended at null");
        assertFound("status CLOSED, closure null");
    }

    @Test
    void deliveryBeforeItsTurnIsFound() {
        store.apply(Samples.append(CHAT, "m2"));
        store.apply(Samples.commit(CHAT, begin().turn().fence()));
        write(
                UnaryOperator.identity(),
                new Change.UpdateDelivery(2, DeliveryState.PENDING.sending(NOW)));

        assertFound("reply 2 is SENDING before an earlier one is done");
    }

    @Test
    void historyThatGoesBackIsFound() {
        var row = store.find(CHAT).orElseThrow();
        var later = row.nextVersion().withLastOutSeq(0);

        assertThatThrownBy(() -> Invariants.checkForward(List.of(later, row)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lastOutSeq went back from 1 to 0");
    }

    private Begin.Outcome.Begun begin() {
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.wakeup(CHAT));
        return (Begin.Outcome.Begun) store.apply(Samples.begin(CHAT, claimed.turn()));
    }

    private Reply reply(long turn, long outSeq) {
        var first = store.replies(CHAT, 0, 1).getFirst();
        return new Reply(
                turn,
                "r" + turn,
                99,
                outSeq,
                1,
                2,
                0,
                first.kind(),
                first.text(),
                first.metadata(),
                NOW,
                first.delivery());
    }

    private void write(UnaryOperator<Conversation> edit, Change... further) {
        store.apply(
                StoreFixture.step(
                        CHAT,
                        (situation, _) -> {
                            var row = situation.conversation().orElseThrow();
                            var changes = new ArrayList<>(List.of(further));
                            changes.add(new Change.SaveConversation(edit.apply(row).nextVersion()));
                            return new Decision<>("written", changes);
                        }));
    }

    private void assertFound(String violation) {
        assertThatThrownBy(() -> Invariants.check(store, CHAT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("acme/chat-1")
                .hasMessageContaining(violation);
    }
}
