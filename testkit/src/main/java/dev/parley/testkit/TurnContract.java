package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Fence;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.HandBack;
import dev.parley.conversation.turn.Renew;
import java.time.Duration;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Steps 5 to 7a. */
interface TurnContract extends StoreFixture {
    @Test
    default void planOfATurnThatTheStoreLostBeginsNoOther() {
        store().apply(Samples.append(CHAT, "m1"));
        store().apply(Samples.append(CHAT, "m2"));
        var turn = claim(CHAT).turn();
        var begin = Samples.begin(CHAT, turn);

        var outcome =
                store().apply(
                                new Begin(
                                        CHAT,
                                        begin.turnNumber(),
                                        begin.through() - 1,
                                        begin.executor(),
                                        begin.leases(),
                                        begin.grace(),
                                        begin.contextLimit(),
                                        begin.messageLimit()));

        assertThat(outcome).isEqualTo(new Begin.Outcome.Over(row(CHAT), null, null));
        assertThat(row(CHAT).turn()).isEqualTo(turn);
    }

    @Test
    default void fenceOfATurnThatTheStoreLostHoldsNoOther() {
        store().apply(Samples.append(CHAT, "m1"));
        var turn = begin(CHAT).turn();
        var lost = new Fence(turn.number(), turn.attempt(), turn.claimedAt().minusSeconds(60));

        assertThat(store().apply(Samples.commit(CHAT, lost)))
                .isInstanceOf(Commit.Outcome.Fenced.class);
    }

    @Test
    default void beginRunsThePlannedTurnUnderANewFence() {
        append(CHAT, "m1");
        var planned = claim(CHAT).turn();

        var begun = (Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, planned));

        assertThat(begun.turn().phase()).isEqualTo(Turn.Phase.RUNNING);
        assertThat(begun.turn().fence())
                .isEqualTo(new Fence(1, planned.attempt() + 1, planned.claimedAt()));
        assertThat(begun.turn().begins()).isEqualTo(1);
        assertThat(begun.messages()).extracting(Message::id).containsExactly("m1");
        assertThat(row(CHAT)).isEqualTo(begun.row());
    }

    @Test
    default void begunTurnSeesEarlierMessagesAndNoneAfterItsRange() {
        append(CHAT, "m1");
        answer(CHAT);
        append(CHAT, "m2");
        var planned = claim(CHAT).turn();
        append(CHAT, "m3");

        var begun = (Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, planned));

        assertThat(begun.messages())
                .extracting(Message::id)
                .containsExactly("m1", Turn.id(CHAT, 1), "m2");
    }

    @Test
    default void secondBeginWaitsForTheLeaseOfTheFirst() {
        append(CHAT, "m1");
        var running = begin(CHAT).turn();

        assertThat(store().apply(Samples.begin(CHAT, running)))
                .isEqualTo(new Begin.Outcome.NotYet(running.leaseUntil(), now(), false));

        advance(Samples.LEASE);
        var second = (Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, running));
        assertThat(second.turn().fence())
                .isEqualTo(new Fence(1, running.attempt() + 1, running.claimedAt()));
        assertThat(second.turn().begins()).isEqualTo(2);
    }

    @Test
    default void beginOfAnEndedTurnTellsItsReply() {
        append(CHAT, "m1");
        var committed = answer(CHAT);

        assertThat(store().apply(Samples.begin(CHAT, 1, 1)))
                .isEqualTo(new Begin.Outcome.Over(committed.row(), committed.reply(), null));
    }

    @Test
    default void beginOfATurnThatNeverWasIsOver() {
        assertThat(store().apply(Samples.begin(CHAT, 1, 1)))
                .isEqualTo(new Begin.Outcome.Over(null, null, null));

        var row = append(CHAT, "m1").row();
        assertThat(store().apply(Samples.begin(CHAT, 1, 1)))
                .isEqualTo(new Begin.Outcome.Over(row, null, null));
    }

    @Test
    default void renewalExtendsTheLease() {
        append(CHAT, "m1");
        var running = begin(CHAT).turn();
        advance(Duration.ofSeconds(10));

        assertThat(store().apply(Samples.renew(CHAT, running.fence())))
                .isEqualTo(Renew.Outcome.RENEWED);

        assertThat(row(CHAT).turn()).isEqualTo(running.leasedUntil(now().plus(Samples.LEASE)));
        assertThat(row(CHAT).dueAt()).isEqualTo(now().plus(Samples.LEASE));
    }

    @Test
    default void renewalOfAnOlderAttemptIsLost() {
        append(CHAT, "m1");
        var first = begin(CHAT).turn();
        advance(Samples.LEASE);
        store().apply(Samples.begin(CHAT, first));

        assertThat(store().apply(Samples.renew(CHAT, first.fence()))).isEqualTo(Renew.Outcome.LOST);
        assertThat(store().apply(Samples.renew(OTHER_CHAT, first.fence())))
                .isEqualTo(Renew.Outcome.LOST);
    }

    @Test
    default void handedBackTurnCanBeBegunAtOnce() {
        append(CHAT, "m1");
        var first = begin(CHAT).turn();

        assertThat(store().apply(Samples.handBack(CHAT, first.fence())))
                .isEqualTo(HandBack.Outcome.HANDED_BACK);

        var second = (Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, first));
        assertThat(second.turn().failures()).isZero();
        assertThat(store().apply(Samples.handBack(CHAT, first.fence())))
                .isEqualTo(HandBack.Outcome.FENCED);
    }

    @Test
    default void commitStoresTheReplyAndClosesTheTurn() {
        append(CHAT, "m1");
        append(CHAT, "m2");

        var committed = answer(CHAT);

        var reply = committed.reply();
        assertThat(reply.turn()).isEqualTo(1);
        assertThat(reply.seq()).isEqualTo(3);
        assertThat(reply.outSeq()).isEqualTo(1);
        assertThat(reply.delivery()).isEqualTo(DeliveryState.BORN_SENT);
        assertThat(store().replies(CHAT, 0, 10)).containsExactly(reply);
        assertThat(store().messages(CHAT, 2, 10))
                .containsExactly(
                        new Message(
                                3,
                                Turn.id(CHAT, 1),
                                Message.Role.ASSISTANT,
                                Samples.AGENT,
                                "answer of turn 1",
                                null,
                                now()));
        assertThat(store().dispositions(CHAT, 10))
                .containsExactly(new Disposition(0, 2, Disposition.Kind.ANSWERED, 1L, null, now()));
        assertThat(row(CHAT)).isEqualTo(committed.row());
        assertThat(row(CHAT).turn()).isNull();
        assertThat(row(CHAT).dueAt()).isNull();
        assertThat(row(CHAT).profile().tokensUsed()).isEqualTo(15);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void messageThatArrivesMidTurnStaysUnansweredAndDue() {
        append(CHAT, "m1");
        var running = begin(CHAT).turn();
        append(CHAT, "m2");

        store().apply(Samples.commit(CHAT, running.fence()));

        assertThat(row(CHAT).needsProcessing()).isTrue();
        assertThat(row(CHAT).dueAt()).isEqualTo(now().plus(Samples.GRACE));
        var next = claim(CHAT);
        assertThat(next.turn().number()).isEqualTo(2);
        assertThat(next.unanswered()).extracting(Message::id).containsExactly("m2");
        Invariants.check(store(), CHAT);
    }

    @Test
    default void everyTurnHasItsOwnReplyWithoutGaps() {
        append(CHAT, "m1");
        answer(CHAT);
        append(CHAT, "m2");
        answer(CHAT);

        assertThat(store().replies(CHAT, 0, 10))
                .extracting(Reply::turn, Reply::outSeq, Reply::from, Reply::through)
                .containsExactly(Tuple.tuple(1L, 1L, 0L, 1L), Tuple.tuple(2L, 2L, 1L, 3L));
        assertThat(store().replies(CHAT, 1, 10)).extracting(Reply::turn).containsExactly(2L);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void secondCommitIsFenced() {
        append(CHAT, "m1");
        var fence = begin(CHAT).turn().fence();
        store().apply(Samples.commit(CHAT, fence));

        assertFenced(fence);
        assertThat(store().replies(CHAT, 0, 10)).hasSize(1);
    }

    @Test
    default void commitOfAnOldAttemptIsFenced() {
        append(CHAT, "m1");
        var paused = begin(CHAT).turn();
        advance(Samples.LEASE);
        var successor = (Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, paused));

        assertFenced(paused.fence());

        assertThat(store().apply(Samples.commit(CHAT, successor.turn().fence())))
                .isInstanceOf(Commit.Outcome.Committed.class);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void commitAfterAReclaimIsFenced() {
        append(CHAT, "m1");
        var paused = begin(CHAT).turn();
        advance(Samples.LEASE);
        claim(CHAT);

        assertFenced(paused.fence());
    }

    @Test
    default void commitOfAnOlderTurnIsFenced() {
        append(CHAT, "m1");
        var first = begin(CHAT).turn().fence();
        store().apply(Samples.commit(CHAT, first));
        append(CHAT, "m2");
        begin(CHAT);

        assertFenced(first);
    }

    @Test
    default void commitOfAPlannedTurnIsFenced() {
        append(CHAT, "m1");

        assertFenced(claim(CHAT).turn().fence());
    }

    @Test
    default void lateCommitWithinAnUntouchedLapsedLeaseStillCounts() {
        append(CHAT, "m1");
        var running = begin(CHAT).turn();
        advance(Samples.LEASE.multipliedBy(3));

        assertThat(store().apply(Samples.commit(CHAT, running.fence())))
                .isInstanceOf(Commit.Outcome.Committed.class);
    }

    @Test
    default void handOverGivesEverythingToAPerson() {
        append(CHAT, "m1");
        var running = begin(CHAT).turn();
        append(CHAT, "m2");

        store().apply(Samples.handOver(CHAT, running.fence()));

        assertThat(row(CHAT).status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(row(CHAT).needsProcessing()).isFalse();
        assertThat(store().dispositions(CHAT, 10))
                .extracting(Disposition::through, Disposition::kind, Disposition::turn)
                .containsExactly(
                        Tuple.tuple(1L, Disposition.Kind.HUMAN, 1L),
                        Tuple.tuple(2L, Disposition.Kind.HUMAN, 1L));
        Invariants.check(store(), CHAT);
    }

    private void assertFenced(Fence fence) {
        var before = row(CHAT);
        assertThat(store().apply(Samples.commit(CHAT, fence)))
                .isEqualTo(new Commit.Outcome.Fenced());
        assertThat(row(CHAT)).isEqualTo(before);
    }
}
