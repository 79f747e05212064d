package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Cooldown;
import dev.parley.conversation.InstanceLease;
import dev.parley.conversation.Share;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand running turns beside a lock service that takes its time, in virtual time: each thread
 * is somebody who does its work, which may last, and comes again after its interval.
 */
class CooldownRenewalsTest {
    private static final int TURNS = 1_000;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final SettableClock clock = new SettableClock();
    private final InMemoryConversationStore store = new InMemoryConversationStore(clock);
    private final TurnSettings settings =
            new TurnSettings(Samples.LEASE, Samples.GRACE, Samples.RETRIES, 20, 500);
    private final InstanceLease instance = new InstanceLease(store, settings.instanceLease());
    private final Heartbeats heartbeats = new Heartbeats(store, instance, settings, clock);
    private final SlowCooldown cooldown = new SlowCooldown();

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 2_000})
    void slowLockServiceLetsNoLeaseLapse(int millis) {
        cooldown.answersAfter = Duration.ofMillis(millis);
        var renewals = new CooldownRenewals(cooldown, heartbeats, settings, clock);
        begin();

        var lapsed =
                lapsesOf(
                        List.of(
                                new Thread(INTERVAL, instance::renew),
                                new Thread(INTERVAL, heartbeats::beat),
                                new Thread(CooldownRenewals.INTERVAL, renewals::renew)));

        assertThat(lapsed).isZero();
        assertThat(cooldown.renewed).isPositive().isEqualTo(cooldown.calls * TURNS);
    }

    /** As it was: one call for each turn, on the thread of the leases. */
    @ParameterizedTest
    @ValueSource(ints = {20, 100, 2_000})
    void onTheThreadOfTheLeasesItLetsThemLapse(int millis) {
        cooldown.answersAfter = Duration.ofMillis(millis);
        begin();

        var lapsed =
                lapsesOf(
                        List.of(
                                new Thread(
                                        INTERVAL,
                                        () -> {
                                            instance.renew();
                                            heartbeats.beat();
                                            heartbeats
                                                    .running()
                                                    .forEach(turn ->
                                                            cooldown.renew(
                                                                    turn.conversation(),
                                                                    turn.fence().turn()));
                                        })));

        assertThat(lapsed).isPositive();
    }

    @Test
    void roundAfterASlowOneIsLeftOut() {
        cooldown.answersAfter = settings.lease().dividedBy(3).plusMillis(1);
        var renewals = new CooldownRenewals(new Advancing(), heartbeats, settings, clock);
        begin();
        clock.advance(CooldownRenewals.INTERVAL);

        renewals.renew();
        renewals.renew();
        assertThat(cooldown.calls).isEqualTo(1);
        renewals.renew();
        assertThat(cooldown.calls).isEqualTo(2);
    }

    @Test
    void turnThatHasJustBegunCostsNoRenewal() {
        var renewals = new CooldownRenewals(cooldown, heartbeats, settings, clock);
        begin();
        clock.advance(CooldownRenewals.INTERVAL.minusMillis(1));

        renewals.renew();

        assertThat(cooldown.calls).isZero();
    }

    private void begin() {
        instance.renew();
        for (int i = 0; i < TURNS; i++) {
            var id = new ConversationId("acme", "c-" + i);
            store.apply(Samples.append(id, "m-" + i));
            var planned = ((Claim.Outcome.Claimed) store.apply(Samples.wakeup(id))).turn();
            var begun =
                    (Begin.Outcome.Begun)
                            store.apply(Samples.begin(id, planned, heartbeats.holder()));
            heartbeats.add(
                    new RunningTurn(
                            id,
                            begun.turn().fence(),
                            clock.instant(),
                            () -> {
                                throw new IllegalStateException("nobody works here");
                            }));
        }
    }

    /**
     * How often in a minute some lease was found lapsed, before each piece of work and at its end.
     */
    private int lapsesOf(List<Thread> threads) {
        var end = clock.instant().plusSeconds(60);
        var next = new PriorityQueue<Run>();
        threads.forEach(thread -> next.add(new Run(clock.instant().plus(thread.interval), thread)));
        int lapses = 0;
        while (next.element().at.isBefore(end)) {
            var run = next.remove();
            clock.advance(Duration.between(clock.instant(), run.at));
            lapses += hasLapsed() ? 1 : 0;
            cooldown.spent = Duration.ZERO;
            run.thread.work.run();
            next.add(new Run(run.at.plus(cooldown.spent).plus(run.thread.interval), run.thread));
        }
        clock.advance(Duration.between(clock.instant(), end));
        return lapses + (hasLapsed() ? 1 : 0);
    }

    private boolean hasLapsed() {
        return !store.abandoned(1).isEmpty()
                || !store.overdue(Share.ALL, Duration.ofHours(1), null, 1).entries().isEmpty();
    }

    private record Thread(Duration interval, Runnable work) {}

    private record Run(Instant at, Thread thread) implements Comparable<Run> {
        @Override
        public int compareTo(Run other) {
            return at.compareTo(other.at);
        }
    }

    /** Tells how long its callers have waited. */
    private static class SlowCooldown implements Cooldown {
        Duration answersAfter = Duration.ZERO;
        Duration spent = Duration.ZERO;
        int calls;
        int renewed;

        @Override
        public Acquisition acquire(ConversationId conversation, long turn) {
            throw new IllegalStateException("nobody takes it here");
        }

        @Override
        public int renewAll(List<Held> locks) {
            calls++;
            renewed += locks.size();
            spent = spent.plus(answersAfter);
            return locks.size();
        }

        @Override
        public void release(ConversationId conversation, long turn) {
            throw new IllegalStateException("nobody gives it back here");
        }
    }

    /** Lets the clock go on while its callers wait. */
    private final class Advancing extends SlowCooldown {
        @Override
        public int renewAll(List<Held> locks) {
            clock.advance(cooldown.answersAfter);
            return cooldown.renewAll(locks);
        }
    }
}
