package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Cooldown;
import dev.parley.conversation.Cooldown.Acquisition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * What every cooldown that can be reached does. Each test asks who holds the lock, not only what
 * the calls answered: an unconditional delete answers the same.
 */
public abstract class CooldownContract {
    protected static final ConversationId CONVERSATION = new ConversationId("acme", "c-1");

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final int ACQUIRERS = 200;

    /** A cooldown of this duration; all of one test share their locks, and no two tests do. */
    protected abstract Cooldown cooldown(Duration ttl);

    /** The turn that holds the conversation's lock right now. */
    protected abstract OptionalLong holder(ConversationId conversation);

    @Test
    void firstTurnTakesItAndTheNextIsTurnedAway() {
        var cooldown = cooldown(LONG);

        assertThat(cooldown.acquire(CONVERSATION, 1)).isEqualTo(Acquisition.ACQUIRED);
        assertThat(cooldown.acquire(CONVERSATION, 2)).isEqualTo(Acquisition.BUSY);
        assertThat(holder(CONVERSATION)).hasValue(1);
    }

    @Test
    void turnThatHoldsItCannotTakeItTwice() {
        var cooldown = cooldown(LONG);
        cooldown.acquire(CONVERSATION, 1);

        assertThat(cooldown.acquire(CONVERSATION, 1)).isEqualTo(Acquisition.BUSY);
    }

    @Test
    void conversationsOfTheSameNameInTwoOrganizationsAreIndependent() {
        var cooldown = cooldown(LONG);
        var other = new ConversationId("umbrella", CONVERSATION.conversation());
        cooldown.acquire(CONVERSATION, 1);

        assertThat(cooldown.acquire(other, 7)).isEqualTo(Acquisition.ACQUIRED);
        assertThat(holder(CONVERSATION)).hasValue(1);
        assertThat(holder(other)).hasValue(7);
    }

    @Test
    void holderGivesItBack() {
        var cooldown = cooldown(LONG);
        cooldown.acquire(CONVERSATION, 1);

        cooldown.release(CONVERSATION, 1);

        assertThat(holder(CONVERSATION)).isEmpty();
        assertThat(cooldown.acquire(CONVERSATION, 2)).isEqualTo(Acquisition.ACQUIRED);
    }

    @Test
    void releaseByAnotherTurnLeavesTheHolder() {
        assertThatOnlyTheHolderReleases(cooldown(LONG));
    }

    /** The check itself, so that an adapter can show that it fails on an unconditional delete. */
    protected final void assertThatOnlyTheHolderReleases(Cooldown cooldown) {
        cooldown.acquire(CONVERSATION, 2);

        cooldown.release(CONVERSATION, 1);

        assertThat(holder(CONVERSATION)).as("holder after a release by another turn").hasValue(2);
    }

    @Test
    void releaseOfAFreeLockDoesNothing() {
        cooldown(LONG).release(CONVERSATION, 1);

        assertThat(holder(CONVERSATION)).isEmpty();
    }

    @Test
    void lockEndsWithItsTimeAndItsLateHolderHarmsNobody() {
        var brief = cooldown(SHORT);
        var lasting = cooldown(LONG);
        brief.acquire(CONVERSATION, 1);

        awaitFree(CONVERSATION);
        assertThat(lasting.acquire(CONVERSATION, 2)).isEqualTo(Acquisition.ACQUIRED);

        assertThat(brief.renew(CONVERSATION, 1)).isFalse();
        brief.release(CONVERSATION, 1);
        assertThat(holder(CONVERSATION)).hasValue(2);
    }

    @Test
    void renewalMakesItLastBeyondItsFirstTime() {
        var cooldown = cooldown(SHORT);
        cooldown.acquire(CONVERSATION, 1);

        var end = Instant.now().plus(SHORT.multipliedBy(2));
        while (Instant.now().isBefore(end)) {
            assertThat(cooldown.renew(CONVERSATION, 1)).isTrue();
            LockSupport.parkNanos(SHORT.dividedBy(20).toNanos());
        }
        assertThat(holder(CONVERSATION)).hasValue(1);
        awaitFree(CONVERSATION);
    }

    @Test
    void manyAreRenewedTogetherAndOnlyThoseThatAreHeld() {
        var cooldown = cooldown(LONG);
        var locks = new ArrayList<Cooldown.Held>();
        for (int i = 0; i < 1_001; i++) {
            locks.add(new Cooldown.Held(new ConversationId("acme", "many-" + i), i));
        }
        cooldown.acquire(locks.get(7).conversation(), 7);
        cooldown.acquire(locks.get(1_000).conversation(), 1_000);
        cooldown.acquire(locks.get(3).conversation(), 99);

        assertThat(cooldown.renewAll(locks)).isEqualTo(2);
        assertThat(holder(locks.get(3).conversation())).hasValue(99);
        assertThat(holder(locks.get(4).conversation())).isEmpty();
    }

    @Test
    void renewalByAnotherTurnIsRefused() {
        var cooldown = cooldown(LONG);
        cooldown.acquire(CONVERSATION, 1);

        assertThat(cooldown.renew(CONVERSATION, 2)).isFalse();
        assertThat(holder(CONVERSATION)).hasValue(1);
    }

    @Test
    void renewalOfAFreeLockTakesNothing() {
        assertThat(cooldown(LONG).renew(CONVERSATION, 1)).isFalse();
        assertThat(holder(CONVERSATION)).isEmpty();
    }

    @Test
    void oneOfManyConcurrentTurnsTakesIt() throws InterruptedException, ExecutionException {
        var cooldown = cooldown(LONG);
        var start = new CountDownLatch(1);
        var attempts = new ArrayList<Future<Acquisition>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var turn = 1L; turn <= ACQUIRERS; turn++) {
                attempts.add(threads.submit(acquisition(cooldown, turn, start)));
            }
            start.countDown();
        }

        var winners = new ArrayList<Long>();
        for (var i = 0; i < attempts.size(); i++) {
            if (attempts.get(i).get() == Acquisition.ACQUIRED) {
                winners.add(i + 1L);
            }
        }
        assertThat(winners).hasSize(1);
        assertThat(holder(CONVERSATION)).hasValue(winners.getFirst());
    }

    private static Callable<Acquisition> acquisition(
            Cooldown cooldown, long turn, CountDownLatch start) {
        return () -> {
            start.await();
            return cooldown.acquire(CONVERSATION, turn);
        };
    }

    private void awaitFree(ConversationId conversation) {
        var end = Instant.now().plusSeconds(10);
        while (holder(conversation).isPresent()) {
            assertThat(Instant.now()).as("still held").isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
