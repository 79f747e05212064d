package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Disposition;
import dev.parley.conversation.Fence;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Fail;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Step 7b. */
interface FailureContract extends StoreFixture {
    @Test
    default void failedTurnRestsAndKeepsItsMessages() {
        append(CHAT, "m1");
        var running = begin(CHAT).turn();

        var retrying = (Fail.Outcome.Retrying) store().apply(Samples.fail(CHAT, running.fence()));

        var turn = retrying.turn();
        assertThat(turn.phase()).isEqualTo(Turn.Phase.PLANNED);
        assertThat(turn.failures()).isEqualTo(1);
        assertThat(turn.lastFailure()).isEqualTo("model timed out");
        assertThat(turn.notBefore()).isAfter(now());
        assertThat(row(CHAT)).isEqualTo(retrying.row());
        assertThat(row(CHAT).dueAt()).isEqualTo(turn.notBefore());
        assertThat(row(CHAT).needsProcessing()).isTrue();
        assertThat(store().replies(CHAT, 0, 10)).isEmpty();
        Invariants.check(store(), CHAT);
    }

    @Test
    default void failedTurnCannotBeginBeforeItsRestIsOver() {
        append(CHAT, "m1");
        var running = begin(CHAT).turn();
        var resting =
                ((Fail.Outcome.Retrying) store().apply(Samples.fail(CHAT, running.fence()))).turn();

        assertThat(store().apply(Samples.begin(CHAT, resting)))
                .isEqualTo(
                        new Begin.Outcome.NotYet(
                                Objects.requireNonNull(resting.notBefore()), now(), true));

        advance(Samples.RETRIES.maxDelay());
        assertThat(store().apply(Samples.begin(CHAT, resting)))
                .isInstanceOf(Begin.Outcome.Begun.class);
    }

    @Test
    default void failedTurnRestsAsLongAsWasAskedForWithinBounds() {
        append(CHAT, "m1");
        var bound = Samples.RETRIES.maxAskedDelay();
        assertThat(restWhenAskedFor(Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(2));
        advance(Duration.ofMinutes(2));
        assertThat(restWhenAskedFor(Duration.ofDays(1))).isEqualTo(bound);
        assertThat(row(CHAT).dueAt()).isEqualTo(now().plus(bound));
    }

    @Test
    default void failureThatNoTryMendsParksTheTurnAtOnce() {
        append(CHAT, "m1");
        var fence = begin(CHAT).turn().fence();

        var outcome = store().apply(Samples.fail(CHAT, fence, new Fail.Next.Never()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Fail.Outcome.Parked.class,
                        parked -> assertThat(parked.failures()).isEqualTo(1));
        assertThat(store().dispositions(CHAT, 10))
                .extracting(Disposition::kind)
                .containsExactly(Disposition.Kind.PARKED);
        assertThat(row(CHAT).status()).isEqualTo(Status.PENDING_HUMAN);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void lastFailureParksTheTurnWithOneApology() {
        append(CHAT, "m1");
        var fence = failUntilTheLastTry();
        append(CHAT, "m2");

        var parked = (Fail.Outcome.Parked) store().apply(Samples.fail(CHAT, fence));

        assertThat(parked.failures()).isEqualTo(Samples.RETRIES.maxFailures());
        assertThat(parked.reply().kind()).isEqualTo(Reply.Kind.APOLOGY);
        assertThat(store().replies(CHAT, 0, 10)).containsExactly(parked.reply());
        assertThat(row(CHAT).status()).isEqualTo(Status.PENDING_HUMAN);
        assertThat(row(CHAT).needsProcessing()).isFalse();
        assertThat(store().dispositions(CHAT, 10))
                .extracting(Disposition::through, Disposition::kind, Disposition::reason)
                .containsExactly(
                        Tuple.tuple(1L, Disposition.Kind.PARKED, "model timed out"),
                        Tuple.tuple(2L, Disposition.Kind.HUMAN, "handed over"));
        Invariants.check(store(), CHAT);
    }

    @Test
    default void attemptThatTriedNothingCostsNothingUntilPatienceIsOver() {
        append(CHAT, "m1");
        var end = now().plus(Samples.RETRIES.patience());
        var away = new Fail.Next.Away(Duration.ofSeconds(10));
        int tries = 0;
        while (now().isBefore(end)) {
            var begun = begin(CHAT).turn();
            assertThat(begun.begins()).isEqualTo(1);
            var resting =
                    (Fail.Outcome.Retrying) store().apply(Samples.fail(CHAT, begun.fence(), away));
            assertThat(resting.turn().failures()).isZero();
            advance(Duration.between(now(), Objects.requireNonNull(resting.turn().notBefore())));
            tries++;
        }

        assertThat(tries).isGreaterThan(Samples.RETRIES.maxBegins());
        assertThat(now()).isEqualTo(end);
        assertThat(store().apply(Samples.fail(CHAT, begin(CHAT).turn().fence(), away)))
                .isInstanceOf(Fail.Outcome.Parked.class);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void patienceCountsFromTheFirstTimeItWasAway() {
        append(CHAT, "m1");
        var planned = claim(CHAT).turn();
        advance(Samples.RETRIES.patience().multipliedBy(3));
        var away = new Fail.Next.Away(Duration.ofSeconds(10));
        var late = (Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, planned));

        assertThat(store().apply(Samples.fail(CHAT, late.turn().fence(), away)))
                .isInstanceOf(Fail.Outcome.Retrying.class);
    }

    @Test
    default void patienceBeginsAnewOnceSomethingWasTried() {
        append(CHAT, "m1");
        var away = new Fail.Next.Away(Duration.ZERO);
        var rest = Samples.RETRIES.patience().minusSeconds(1);
        store().apply(Samples.fail(CHAT, begin(CHAT).turn().fence(), away));
        advance(rest);
        store().apply(Samples.fail(CHAT, begin(CHAT).turn().fence()));
        advance(rest);

        assertThat(store().apply(Samples.fail(CHAT, begin(CHAT).turn().fence(), away)))
                .isInstanceOf(Fail.Outcome.Retrying.class);
    }

    @Test
    default void restThatReachesFurtherThanAnyIsOver() {
        append(CHAT, "m1");
        var resting =
                ((Fail.Outcome.Retrying)
                                store().apply(Samples.fail(CHAT, begin(CHAT).turn().fence())))
                        .turn();
        var tomorrow = now().plus(Duration.ofDays(1));
        store().apply(StoreFixture.withTurn(CHAT, resting.resting(tomorrow)));

        assertThat(store().apply(Samples.begin(CHAT, resting)))
                .isInstanceOf(Begin.Outcome.Begun.class);
    }

    @Test
    default void turnWhosePlanWasEmittedTooOftenIsParkedWhateverItsFailures() {
        append(CHAT, "m1");
        var turn = claim(CHAT).turn();
        while (turn.emissions() <= Samples.RETRIES.maxEmissions()) {
            turn = ((Claim.Outcome.Claimed) store().apply(Samples.claim(CHAT, 1))).turn();
        }

        assertThat(store().apply(Samples.fail(CHAT, turn.fence())))
                .isInstanceOf(Fail.Outcome.Parked.class);
        Invariants.check(store(), CHAT);
    }

    @Test
    default void failureReportedTwiceCountsOnce() {
        append(CHAT, "m1");
        var fence = begin(CHAT).turn().fence();
        store().apply(Samples.fail(CHAT, fence));
        var before = row(CHAT);

        assertThat(store().apply(Samples.fail(CHAT, fence))).isEqualTo(new Fail.Outcome.Fenced());
        assertThat(row(CHAT)).isEqualTo(before);
    }

    @Test
    default void parkedTurnApologizesOnce() {
        append(CHAT, "m1");
        var fence = failUntilTheLastTry();
        store().apply(Samples.fail(CHAT, fence));

        assertThat(store().apply(Samples.fail(CHAT, fence))).isEqualTo(new Fail.Outcome.Fenced());
        assertThat(store().replies(CHAT, 0, 10)).hasSize(1);
    }

    @Test
    default void beginsThatBringNoResultParkTheTurnInTheEnd() {
        append(CHAT, "m1");
        var turn = begin(CHAT).turn();
        while (turn.begins() < Samples.RETRIES.maxBegins()) {
            advance(Samples.LEASE);
            turn = ((Begin.Outcome.Begun) store().apply(Samples.begin(CHAT, turn))).turn();
        }

        assertThat(store().apply(Samples.fail(CHAT, turn.fence())))
                .isInstanceOf(Fail.Outcome.Parked.class);
    }

    @Test
    default void plannerMayFailItsPlannedTurn() {
        append(CHAT, "m1");

        assertThat(store().apply(Samples.fail(CHAT, claim(CHAT).turn().fence())))
                .isInstanceOf(Fail.Outcome.Retrying.class);
    }

    private Duration restWhenAskedFor(Duration asked) {
        var fence = begin(CHAT).turn().fence();
        var retrying =
                (Fail.Outcome.Retrying)
                        store().apply(Samples.fail(CHAT, fence, new Fail.Next.Later(asked)));
        return Duration.between(now(), retrying.turn().notBefore());
    }

    /** Fails the open conversation's turn until one more failure parks it. */
    private Fence failUntilTheLastTry() {
        var turn = begin(CHAT).turn();
        while (turn.failures() < Samples.RETRIES.maxFailures() - 1) {
            store().apply(Samples.fail(CHAT, turn.fence()));
            advance(Samples.RETRIES.maxDelay());
            turn = begin(CHAT).turn();
        }
        return turn.fence();
    }
}
