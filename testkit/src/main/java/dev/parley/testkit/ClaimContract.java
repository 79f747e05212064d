package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Fence;
import dev.parley.conversation.Message;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Leases;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Step 3. */
interface ClaimContract extends StoreFixture {
    @Test
    default void claimMakesATurnOfWhatIsUnanswered() {
        append(CHAT, "m1");
        append(CHAT, "m2");

        var claimed = claim(CHAT);

        assertThat(claimed.again()).isFalse();
        assertThat(claimed.turn().number()).isEqualTo(1);
        assertThat(claimed.turn().from()).isZero();
        assertThat(claimed.turn().through()).isEqualTo(2);
        assertThat(claimed.turn().phase()).isEqualTo(Turn.Phase.PLANNED);
        assertThat(claimed.unanswered()).extracting(Message::id).containsExactly("m1", "m2");
        assertThat(claimed.row().status()).isEqualTo(Status.OPEN);
        assertThat(claimed.row().dueAt()).isEqualTo(now().plus(Samples.LEASE));
        assertThat(row(CHAT)).isEqualTo(claimed.row());
    }

    @Test
    default void claimTakesTheOldestMessagesOfALongBurstAndTheNextOneTheRest() {
        append(CHAT, "m1");
        append(CHAT, "m2");
        append(CHAT, "m3");
        var two = new Claim(CHAT, null, Samples.LEASES, Samples.GRACE, 2);

        var first = (Claim.Outcome.Claimed) store().apply(two);
        var begun = (Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, first.turn()));
        store().apply(Samples.commit(CHAT, begun.turn().fence()));
        var second = (Claim.Outcome.Claimed) store().apply(two);

        assertThat(first.unanswered()).extracting(Message::id).containsExactly("m1", "m2");
        assertThat(second.unanswered()).extracting(Message::id).containsExactly("m3");
        Invariants.check(store(), CHAT);
    }

    @Test
    default void turnAfterALongBurstHasSomethingToAnswer() {
        var two = new Claim(CHAT, null, Samples.LEASES, Samples.GRACE, 2);
        for (int i = 1; i <= 6; i++) {
            append(CHAT, "m" + i);
        }
        for (int i = 1; i <= 3; i++) {
            var claimed = (Claim.Outcome.Claimed) store().apply(two);
            var begun = (Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, claimed.turn()));
            store().apply(Samples.commit(CHAT, begun.turn().fence()));
        }
        append(CHAT, "after three replies");

        var claimed = (Claim.Outcome.Claimed) store().apply(two);

        assertThat(claimed.unanswered())
                .extracting(Message::id)
                .containsExactly("after three replies");
    }

    @Test
    default void unknownConversationIsIdle() {
        assertThat(store().apply(Samples.wakeup(CHAT))).isEqualTo(new Claim.Outcome.Idle(null));
        assertThat(store().find(CHAT)).isEmpty();
    }

    @Test
    default void answeredConversationIsIdle() {
        append(CHAT, "m1");
        var row = answer(CHAT).row();

        assertThat(store().apply(Samples.wakeup(CHAT))).isEqualTo(new Claim.Outcome.Idle(row));
        assertThat(row(CHAT)).isEqualTo(row);
    }

    @Test
    default void recordOfAPlannedTurnClaimsItAgain() {
        append(CHAT, "m1");
        var first = claim(CHAT);
        advance(Duration.ofSeconds(1));

        var again = (Claim.Outcome.Claimed) store().apply(Samples.claim(CHAT, 1));

        assertThat(again.again()).isTrue();
        assertThat(again.turn().fence()).isEqualTo(first.turn().fence());
        assertThat(again.turn().leaseUntil()).isEqualTo(now().plus(Samples.LEASE));
        assertThat(again.unanswered()).isEqualTo(first.unanswered());
    }

    @Test
    default void otherRecordFindsAPlannedTurnBusy() {
        append(CHAT, "m1");
        var turn = claim(CHAT).turn();
        append(CHAT, "m2");

        assertThat(store().apply(Samples.claim(CHAT, 2)))
                .isEqualTo(new Claim.Outcome.Busy(row(CHAT), turn));
        assertThat(store().apply(Samples.wakeup(CHAT))).isInstanceOf(Claim.Outcome.Busy.class);
    }

    @Test
    default void lapsedPlannedTurnIsClaimedAgainByAnybody() {
        append(CHAT, "m1");
        var first = claim(CHAT);
        advance(Samples.LEASE);

        var again = claim(CHAT);

        assertThat(again.again()).isTrue();
        assertThat(again.turn().number()).isEqualTo(1);
        assertThat(again.turn().fence()).isEqualTo(first.turn().fence());
    }

    @Test
    default void runningTurnIsBusyUntilItsLeaseLapses() {
        append(CHAT, "m1");
        var begun = begin(CHAT);

        advance(Samples.LEASE.minusMillis(1));
        assertThat(store().apply(Samples.claim(CHAT, 1)))
                .isEqualTo(new Claim.Outcome.Busy(begun.row(), begun.turn()));

        advance(Duration.ofMillis(1));
        var again = claim(CHAT);
        assertThat(again.again()).isTrue();
        assertThat(again.turn().phase()).isEqualTo(Turn.Phase.PLANNED);
        assertThat(again.turn().fence())
                .isEqualTo(new Fence(1, begun.turn().attempt() + 1, begun.turn().claimedAt()));
    }

    @Test
    default void onlyTheRecordOfItsLastMessageEmitsAPlannedTurnAgainAtOnce() {
        append(CHAT, "m1");
        append(CHAT, "m2");
        claim(CHAT);

        assertThat(store().apply(Samples.claim(CHAT, 1))).isInstanceOf(Claim.Outcome.Busy.class);
        assertThat(store().apply(Samples.claim(CHAT, 2))).isInstanceOf(Claim.Outcome.Claimed.class);
    }

    @Test
    default void planThatIsEmittedAgainWaitsTwiceAsLongUpToABound() {
        var minute = Duration.ofMinutes(1);
        var leases = new Leases(minute, minute, minute.multipliedBy(4), minute.multipliedBy(10));
        var wakeup = new Claim(CHAT, null, leases, Samples.GRACE, 100);
        append(CHAT, "m1");
        for (int minutes : new int[] {1, 2, 4, 4}) {
            var claimed = (Claim.Outcome.Claimed) store().apply(wakeup);
            assertThat(claimed.turn().leaseUntil())
                    .isEqualTo(now().plus(minute.multipliedBy(minutes)));
            advance(minute.multipliedBy(minutes).minusMillis(1));
            assertThat(store().apply(wakeup)).isInstanceOf(Claim.Outcome.Busy.class);
            advance(Duration.ofMillis(1));
        }

        assertThat(row(CHAT).turn()).extracting(Turn::emissions).isEqualTo(4);
        assertThat(begin(CHAT).turn().emissions()).isZero();
    }

    @Test
    default void leaseThatReachesFurtherThanAnyIsOver() {
        append(CHAT, "m1");
        var planned = claim(CHAT).turn();
        store().apply(
                        StoreFixture.withTurn(
                                CHAT,
                                planned.leasedUntil(now().plus(Samples.LEASE).plusMillis(1))));

        assertThat(claim(CHAT).turn().leaseUntil()).isEqualTo(now().plus(Samples.LEASE));
    }

    @Test
    default void planOfADeadPlannerIsEmittedAgainBeforeItsLeaseLapses() {
        append(CHAT, "m1");
        instances().renew("planner", Samples.INSTANCE_LEASE);
        store().apply(Samples.wakeup(CHAT, "planner"));
        advance(Samples.INSTANCE_LEASE.minusMillis(1));
        assertThat(store().apply(Samples.wakeup(CHAT, "other")))
                .isInstanceOf(Claim.Outcome.Busy.class);

        advance(Duration.ofMillis(1));

        var again = (Claim.Outcome.Claimed) store().apply(Samples.wakeup(CHAT, "other"));
        assertThat(again.turn().holder()).isEqualTo("other");
        assertThat(again.turn().emissions()).isEqualTo(2);
    }

    @Test
    default void turnHeldBackAfterAFailureIsBusyEvenForItsOwnRecord() {
        append(CHAT, "m1");
        store().apply(Samples.fail(CHAT, begin(CHAT).turn().fence()));

        assertThat(store().apply(Samples.claim(CHAT, 1))).isInstanceOf(Claim.Outcome.Busy.class);

        advance(Samples.RETRIES.maxDelay());
        assertThat(claim(CHAT).again()).isTrue();
    }

    @Test
    default void idleClaimClearsADueMomentThatNothingStandsBehind() {
        var reply = pushedReply(CHAT, "m1");
        store().apply(Samples.takeOver(CHAT));
        store().apply(Samples.startSending(CHAT));
        assertThat(row(CHAT).dueAt()).as("left by the cancelled delivery").isNotNull();

        assertThat(store().apply(Samples.wakeup(CHAT))).isInstanceOf(Claim.Outcome.Idle.class);

        assertThat(reply.outSeq()).isEqualTo(1);
        assertThat(row(CHAT).dueAt()).isNull();
    }
}
