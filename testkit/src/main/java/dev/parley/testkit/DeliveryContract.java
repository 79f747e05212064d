package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.DeliveryState.Phase;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.SettleSending;
import dev.parley.conversation.turn.SettleSending.Result;
import dev.parley.conversation.turn.StartSending;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Step 8, for a channel that we call. */
interface DeliveryContract extends StoreFixture {
    @Test
    default void replyOfAPushedChannelWaitsToBeSent() {
        var reply = pushedReply(CHAT, "m1");

        assertThat(reply.delivery()).isEqualTo(DeliveryState.PENDING);
        assertThat(row(CHAT).dueAt()).isEqualTo(now().plus(Samples.GRACE));
        Invariants.check(store(), CHAT);
    }

    @Test
    default void sendIsMarkedBeforeItBegins() {
        var reply = pushedReply(CHAT, "m1");

        var sending = sending(CHAT);

        assertThat(sending)
                .isEqualTo(
                        reply.withDelivery(
                                new DeliveryState(
                                        Phase.SENDING,
                                        1,
                                        now().plus(Samples.SEND_DEADLINE),
                                        null,
                                        null)));
        assertThat(delivery(CHAT, 1)).isEqualTo(sending.delivery());
        assertThat(row(CHAT).dueAt()).isEqualTo(now().plus(Samples.SEND_DEADLINE));
    }

    @Test
    default void sentReplyLeavesNothingToDo() {
        pushedReply(CHAT, "m1");

        var settled = settle(sending(CHAT), new Result.Sent("provider-9"));

        assertThat(settled.more()).isFalse();
        assertThat(delivery(CHAT, 1))
                .isEqualTo(new DeliveryState(Phase.SENT, 1, null, "provider-9", null));
        assertThat(row(CHAT).dueAt()).isNull();
        assertThat(store().apply(Samples.startSending(CHAT)))
                .isEqualTo(new StartSending.Outcome.NothingToSend());
    }

    @Test
    default void secondSenderFindsTheReplyTaken() {
        pushedReply(CHAT, "m1");
        var sending = sending(CHAT);

        assertThat(store().apply(Samples.startSending(CHAT)))
                .isEqualTo(
                        new StartSending.Outcome.NotYet(
                                sending, now().plus(Samples.SEND_DEADLINE)));
    }

    @Test
    default void sendPastItsDeadlineIsAmbiguous() {
        pushedReply(CHAT, "m1");
        sending(CHAT);
        advance(Samples.SEND_DEADLINE);

        var first = store().apply(Samples.startSending(CHAT));

        assertThat(first).isInstanceOf(StartSending.Outcome.Ambiguous.class);
        assertThat(delivery(CHAT, 1).phase()).isEqualTo(Phase.AMBIGUOUS);
        assertThat(row(CHAT).dueAt()).isEqualTo(now().plus(Samples.GRACE));
        assertThat(store().apply(Samples.startSending(CHAT))).isEqualTo(first);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void lateAnswerSettlesAnAmbiguousSend() {
        pushedReply(CHAT, "m1");
        var sending = sending(CHAT);
        advance(Samples.SEND_DEADLINE);
        store().apply(Samples.startSending(CHAT));

        settle(sending, new Result.Sent(null));

        assertThat(delivery(CHAT, 1).phase()).isEqualTo(Phase.SENT);
    }

    @Test
    default void unknownOutcomeIsAmbiguousUntilPolicyClosesIt() {
        pushedReply(CHAT, "m1");
        var sending = sending(CHAT);

        settle(sending, new Result.Unknown("connection reset"));
        assertThat(delivery(CHAT, 1))
                .isEqualTo(new DeliveryState(Phase.AMBIGUOUS, 1, null, null, "connection reset"));

        settle(sending, new Result.Failed("closed by policy"));
        assertThat(delivery(CHAT, 1).phase()).isEqualTo(Phase.FAILED);
        assertThat(row(CHAT).dueAt()).isNull();
    }

    @Test
    default void refusedSendIsRetriedWhenItsTimeHasCome() {
        pushedReply(CHAT, "m1");
        settle(sending(CHAT), new Result.Retry(Duration.ofSeconds(30), "429"));

        assertThat(row(CHAT).dueAt()).isEqualTo(now().plusSeconds(30));
        assertThat(store().apply(Samples.startSending(CHAT)))
                .isInstanceOf(StartSending.Outcome.NotYet.class);

        advance(Duration.ofSeconds(30));
        assertThat(sending(CHAT).delivery().attempts()).isEqualTo(2);
    }

    @Test
    default void laterRepliesWaitForTheFirst() {
        pushedReply(CHAT, "m1");
        pushedReply(CHAT, "m2");
        var first = sending(CHAT);
        assertThat(first.outSeq()).isEqualTo(1);
        settle(first, new Result.Retry(Duration.ofSeconds(30), "429"));

        assertThat(store().apply(Samples.startSending(CHAT)))
                .isInstanceOf(StartSending.Outcome.NotYet.class);

        advance(Duration.ofSeconds(30));
        assertThat(settle(sending(CHAT), new Result.Sent("p1")).more()).isTrue();
        assertThat(row(CHAT).dueAt()).as("for the next reply").isNotNull();
        var second = sending(CHAT);
        assertThat(second.outSeq()).isEqualTo(2);
        assertThat(settle(second, new Result.Sent("p2")).more()).isFalse();
        Invariants.check(store(), CHAT);
    }

    @Test
    default void failedReplyMakesWayForTheNext() {
        pushedReply(CHAT, "m1");
        pushedReply(CHAT, "m2");

        assertThat(settle(sending(CHAT), new Result.Failed("no such address")).more()).isTrue();

        assertThat(delivery(CHAT, 1))
                .isEqualTo(new DeliveryState(Phase.FAILED, 1, null, null, "no such address"));
        assertThat(sending(CHAT).outSeq()).isEqualTo(2);
    }

    @Test
    default void answerOfAnEarlierAttemptIsStale() {
        pushedReply(CHAT, "m1");
        var first = sending(CHAT);
        settle(first, new Result.Retry(Duration.ZERO, "503"));
        var second = sending(CHAT);

        assertThat(store().apply(Samples.settle(CHAT, first, new Result.Sent("late"))))
                .isEqualTo(new SettleSending.Outcome.Stale());
        assertThat(delivery(CHAT, 1)).isEqualTo(second.delivery());
    }

    @Test
    default void replyOfAnOlderEpochIsCancelled() {
        pushedReply(CHAT, "m1");
        store().apply(Samples.takeOver(CHAT));
        store().apply(new GiveBack(CHAT));
        pushedReply(CHAT, "m2");

        var cancelled = (StartSending.Outcome.Cancelled) store().apply(Samples.startSending(CHAT));

        assertThat(cancelled.reply().outSeq()).isEqualTo(1);
        assertThat(delivery(CHAT, 1).phase()).isEqualTo(Phase.CANCELLED);
        assertThat(sending(CHAT).outSeq()).isEqualTo(2);
    }

    @Test
    default void replyOfATakenOverConversationIsCancelled() {
        pushedReply(CHAT, "m1");
        store().apply(Samples.takeOver(CHAT));

        assertThat(store().apply(Samples.startSending(CHAT)))
                .isInstanceOf(StartSending.Outcome.Cancelled.class);
    }

    @Test
    default void pulledConversationHasNothingToSend() {
        append(CHAT, "m1");
        answer(CHAT);

        assertThat(store().apply(Samples.startSending(CHAT)))
                .isEqualTo(new StartSending.Outcome.NothingToSend());
        assertThat(store().apply(Samples.startSending(OTHER_CHAT)))
                .isEqualTo(new StartSending.Outcome.NothingToSend());
    }

    private Reply sending(ConversationId id) {
        return ((StartSending.Outcome.Send) store().apply(Samples.startSending(id))).reply();
    }

    private SettleSending.Outcome.Settled settle(Reply reply, Result result) {
        return (SettleSending.Outcome.Settled) store().apply(Samples.settle(CHAT, reply, result));
    }

    private DeliveryState delivery(ConversationId id, long outSeq) {
        return store().replies(id, outSeq - 1, 1).getFirst().delivery();
    }
}
