package dev.parley.planner;

import static dev.parley.planner.Fixture.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Overdue;
import dev.parley.conversation.Share;
import dev.parley.testkit.DelegatingStore;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SweepProperties PROPERTIES =
            new SweepProperties(true, Duration.ofMillis(500), 100, PATIENCE);
    private static final Duration HORIZON = Duration.ofHours(1);

    private final Fixture fixture = new Fixture();
    private final AtomicReference<Share> share = new AtomicReference<>(Share.ALL);
    private final Sweep sweep = sweep(fixture.store, share);

    private Sweep sweep(ConversationStore store, AtomicReference<Share> own) {
        return new Sweep(
                store,
                fixture.triggers,
                fixture.clock,
                new AbandonedTurns(store, fixture.clock, Samples.INSTANCE_LEASE),
                PROPERTIES,
                HORIZON,
                own::get);
    }

    @Test
    void messageWhoseClaimWasLostIsWokenAfterItsGrace() {
        fixture.worker.receive(fixture.message("m1", "Hello"));

        assertThat(woken()).isZero();
        fixture.clock.advance(Samples.GRACE);
        assertThat(woken()).isEqualTo(1);
        assertThat(fixture.triggers.wakeups()).containsExactly(ID);
    }

    @Test
    void sameDueMomentIsNotWokenAgainWhileTheWakeupMayStillWork() {
        fixture.worker.receive(fixture.message("m1", "Hello"));
        fixture.clock.advance(Samples.GRACE);
        sweep.run();

        assertThat(woken()).isZero();
        fixture.clock.advance(PATIENCE.plusMillis(1));
        assertThat(woken()).isEqualTo(1);
    }

    @Test
    void settledConversationIsLeftAlone() {
        fixture.receive("m1", "Hello");
        var turn = Objects.requireNonNull(fixture.row().turn());
        fixture.store.apply(Samples.begin(ID, turn));
        var fence = Objects.requireNonNull(fixture.row().turn()).fence();
        fixture.store.apply(Samples.commit(ID, fence));
        fixture.clock.advance(Duration.ofHours(1));

        assertThat(woken()).isZero();
    }

    @Test
    void wakeupThatCouldNotBePublishedIsPublishedByTheNextRun() {
        fixture.worker.receive(fixture.message("m1", "Hello"));
        fixture.clock.advance(Samples.GRACE);
        fixture.triggers.setReachable(false);
        assertThatThrownBy(sweep::run).hasMessageContaining("switched off");

        fixture.triggers.setReachable(true);

        assertThat(woken()).isEqualTo(1);
    }

    @Test
    void overloadIsReadInBoundedPagesAndEveryConversationIsWokenOnce() {
        int rows = 3_000;
        overdue("acme", rows);
        var read = new AtomicInteger();
        var counted = sweep(counting(read), share);

        int runs = 0;
        while (fixture.triggers.wakeups().size() < rows && runs < 200) {
            int before = read.get();
            assertThat(counted.run().woken())
                    .isLessThanOrEqualTo(PROPERTIES.limit() + PROPERTIES.limit() / 10);
            assertThat(read.get() - before).isLessThanOrEqualTo(11 * PROPERTIES.limit());
            runs++;
        }

        assertThat(fixture.triggers.wakeups()).doesNotHaveDuplicates().hasSize(rows);
        assertThat(runs).isLessThanOrEqualTo(2 * rows / PROPERTIES.limit());
    }

    @Test
    void organizationsTakeTurnsInARun() {
        overdue("acme", 500);
        fixture.clock.advance(Duration.ofSeconds(1));
        overdue("globex", 5);

        sweep.run();

        assertThat(fixture.triggers.wakeups())
                .filteredOn(id -> id.organization().equals("globex"))
                .as("though a hundred others have been due for longer")
                .hasSize(5);
    }

    @Test
    void organizationWithThousandsOverdueDoesNotDelayTheOthers() {
        overdue("acme", 3_000);
        fixture.clock.advance(Duration.ofSeconds(1));
        overdue("globex", 5);

        for (int run = 0; run < 4; run++) {
            sweep.run();
        }

        assertThat(fixture.triggers.wakeups())
                .filteredOn(id -> id.organization().equals("globex"))
                .hasSize(5);
        assertThat(fixture.triggers.wakeups()).as("nor do they delay it").hasSizeGreaterThan(300);
    }

    @Test
    void processesWakeEachTheirOwnShare() {
        overdue("acme", 90);
        var other = new AtomicReference<>(new Share(Set.of(2), 3));
        share.set(new Share(Set.of(0, 1), 3));
        var second = sweep(fixture.store, other);

        sweep.run();
        var first = Set.copyOf(fixture.triggers.wakeups());
        second.run();

        assertThat(first).isNotEmpty().allMatch(share.get()::covers);
        assertThat(fixture.triggers.wakeups()).doesNotHaveDuplicates().hasSize(90);
    }

    @Test
    void whatNobodySweepsIsWokenInTheEnd() {
        overdue("acme", 30);
        share.set(new Share(Set.of(), 3));

        for (int run = 0; run < 40; run++) {
            sweep.run();
        }
        assertThat(fixture.triggers.wakeups()).as("its owner is believed alive").isEmpty();
        fixture.clock.advance(Sweep.NEGLECTED.plusMillis(1));
        for (int run = 0; run < 40; run++) {
            sweep.run();
        }

        assertThat(new HashSet<>(fixture.triggers.wakeups())).hasSize(30);
    }

    @Test
    void dueMomentOfAnotherClockIsWokenAndCounted() {
        fixture.worker.receive(fixture.message("m1", "Hello"));
        var ahead = fixture.clock.instant().plus(Duration.ofDays(1));
        var corrected =
                sweep(
                        new DelegatingStore(fixture.store) {
                            @Override
                            public Overdue overdue(
                                    Share own,
                                    Duration horizon,
                                    Overdue.@Nullable Entry after,
                                    int limit) {
                                assertThat(horizon).isEqualTo(HORIZON);
                                return new Overdue(List.of(new Overdue.Entry(ID, ahead)), null);
                            }
                        },
                        share);

        assertThat(corrected.run()).isEqualTo(new Sweep.Run(1, 1));
        assertThat(corrected.run()).isEqualTo(new Sweep.Run(0, 0));
    }

    private int woken() {
        return sweep.run().woken();
    }

    private void overdue(String organization, int count) {
        for (int i = 0; i < count; i++) {
            fixture.store.apply(Samples.append(new ConversationId(organization, "c" + i), "m" + i));
        }
        fixture.clock.advance(Samples.GRACE);
    }

    private ConversationStore counting(AtomicInteger read) {
        return new DelegatingStore(fixture.store) {
            @Override
            public Overdue overdue(
                    Share own, Duration horizon, Overdue.@Nullable Entry after, int limit) {
                var look = super.overdue(own, horizon, after, limit);
                read.addAndGet(look.entries().size());
                return look;
            }
        };
    }

    @Test
    void turnOfADeadExecutorIsWokenBeforeItsLeaseLapses() {
        beginOn("executor");
        fixture.store.renew("executor", Samples.INSTANCE_LEASE);
        sweep.run();
        fixture.clock.advance(Samples.INSTANCE_LEASE.minusMillis(1));
        assertThat(woken()).isZero();

        fixture.clock.advance(Duration.ofMillis(1));

        assertThat(woken()).isEqualTo(1);
        assertThat(fixture.triggers.wakeups()).containsExactly(ID);
        assertThat(woken()).as("woken once").isZero();
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

        assertThat(woken()).isZero();
        fixture.store.renew("executor", Samples.INSTANCE_LEASE);
        fixture.clock.advance(Samples.INSTANCE_LEASE.minusMillis(1));
        assertThat(woken()).isZero();
    }

    private void beginOn(String executor) {
        fixture.receive("m1", "Hello");
        var turn = Objects.requireNonNull(fixture.row().turn());
        fixture.store.apply(Samples.begin(ID, turn, executor));
    }
}
