package dev.parley.planner;

import static dev.parley.planner.Fixture.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.Samples;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Fixture fixture = new Fixture();
    private final Sweep sweep =
            new Sweep(
                    fixture.store,
                    fixture.triggers,
                    fixture.clock,
                    new AbandonedTurns(fixture.store, fixture.clock, Samples.INSTANCE_LEASE),
                    100,
                    PATIENCE);

    @Test
    void messageWhoseClaimWasLostIsWokenAfterItsGrace() {
        fixture.worker.receive(fixture.message("m1", "Hello"));

        assertThat(sweep.run()).isZero();
        fixture.clock.advance(Samples.GRACE);
        assertThat(sweep.run()).isEqualTo(1);
        assertThat(fixture.triggers.wakeups()).containsExactly(ID);
    }

    @Test
    void sameDueMomentIsNotWokenAgainWhileTheWakeupMayStillWork() {
        fixture.worker.receive(fixture.message("m1", "Hello"));
        fixture.clock.advance(Samples.GRACE);
        sweep.run();

        assertThat(sweep.run()).isZero();
        fixture.clock.advance(PATIENCE.plusMillis(1));
        assertThat(sweep.run()).isEqualTo(1);
    }

    @Test
    void settledConversationIsLeftAlone() {
        fixture.receive("m1", "Hello");
        var turn = Objects.requireNonNull(fixture.row().turn());
        fixture.store.apply(Samples.begin(ID, turn));
        var fence = Objects.requireNonNull(fixture.row().turn()).fence();
        fixture.store.apply(Samples.commit(ID, fence));
        fixture.clock.advance(Duration.ofHours(1));

        assertThat(sweep.run()).isZero();
    }

    @Test
    void turnOfADeadExecutorIsWokenBeforeItsLeaseLapses() {
        beginOn("executor");
        fixture.store.renew("executor", Samples.INSTANCE_LEASE);
        sweep.run();
        fixture.clock.advance(Samples.INSTANCE_LEASE.minusMillis(1));
        assertThat(sweep.run()).isZero();

        fixture.clock.advance(Duration.ofMillis(1));

        assertThat(sweep.run()).isEqualTo(1);
        assertThat(fixture.triggers.wakeups()).containsExactly(ID);
        assertThat(sweep.run()).as("woken once").isZero();
    }

    @Test
    void wakeupOfADeadExecutorsTurnIsTakenUpAlthoughTheCooldownIsBusy() {
        beginOn("executor");
        fixture.store.renew("executor", Samples.INSTANCE_LEASE);
        fixture.cooldown.acquire(ID, 1);
        fixture.clock.advance(Samples.INSTANCE_LEASE);
        int plans = fixture.triggers.plans().size();

        fixture.worker.wake(ID);

        assertThat(fixture.triggers.plans()).hasSize(plans + 1);
    }

    @Test
    void whoCouldNotLookItselfGivesTheOthersTimeToRenew() {
        beginOn("executor");
        fixture.store.renew("executor", Samples.INSTANCE_LEASE);
        sweep.run();
        fixture.clock.advance(Samples.INSTANCE_LEASE.multipliedBy(2));

        assertThat(sweep.run()).isZero();
        fixture.store.renew("executor", Samples.INSTANCE_LEASE);
        fixture.clock.advance(Samples.INSTANCE_LEASE.minusMillis(1));
        assertThat(sweep.run()).isZero();
    }

    private void beginOn(String executor) {
        fixture.receive("m1", "Hello");
        var turn = Objects.requireNonNull(fixture.row().turn());
        fixture.store.apply(Samples.begin(ID, turn, executor));
    }
}
