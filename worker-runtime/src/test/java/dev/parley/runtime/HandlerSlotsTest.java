package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandlerSlotsTest {

    private static final ThreadFactory VIRTUAL = Thread.ofVirtual().factory();

    @Test
    void neverRunsMoreThanItsSlots() throws Exception {
        var live = new AtomicInteger();
        var most = new AtomicInteger();
        var go = new Semaphore(0);
        var done = new CountDownLatch(20);
        var slots =
                new HandlerSlots<Integer>(
                        3,
                        new GroupsInTurn<>(_ -> ""),
                        _ -> {
                            most.accumulateAndGet(live.incrementAndGet(), Math::max);
                            go.acquireUninterruptibly();
                            live.decrementAndGet();
                            done.countDown();
                        },
                        VIRTUAL);
        for (int key = 0; key < 20; key++) {
            slots.offer(key);
        }
        Await.until("all slots are taken", () -> live.get() == 3);
        assertThat(slots.busy()).isEqualTo(3);
        go.release(20);
        done.await();
        assertThat(most.get()).isEqualTo(3);
        Await.until("all slots are free", () -> slots.busy() == 0);
    }

    @Test
    void takesKeysInTheOrderTheyBecameReady() throws Exception {
        var order = new ConcurrentLinkedQueue<Integer>();
        var slots = new HandlerSlots<Integer>(1, new GroupsInTurn<>(_ -> ""), order::add, VIRTUAL);
        IntStream.range(0, 100).forEach(slots::offer);
        Await.until("all ran", () -> order.size() == 100);
        assertThat(order).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void noKeyIsForgottenWhenSlotsEmptyAndFillAllTheTime() throws Exception {
        var ran = new AtomicInteger();
        var slots =
                new HandlerSlots<Integer>(
                        2, new GroupsInTurn<>(_ -> ""), _ -> ran.incrementAndGet(), VIRTUAL);
        for (int round = 1; round <= 50_000; round++) {
            slots.offer(round);
            if (round % 3 == 0) {
                Thread.onSpinWait();
            }
        }
        Await.until("all ran", () -> ran.get() == 50_000);
    }

    /** A key that is offered between a thread's last look and the end of its slot has no other. */
    @Test
    void keyThatFindsNoFreeSlotIsSeenByTheThreadThatFreesIt() throws Exception {
        var ran = new ConcurrentLinkedQueue<Integer>();
        var slots = new AtomicReference<HandlerSlots<Integer>>();
        var offered = new AtomicBoolean();
        var ready =
                new ReadyKeys<Integer>() {
                    private final GroupsInTurn<Integer> keys = new GroupsInTurn<>(_ -> "");

                    @Override
                    public void add(Integer key) {
                        keys.add(key);
                    }

                    @Override
                    public @Nullable Integer next() {
                        var key = keys.next();
                        if (key == null && offered.compareAndSet(false, true)) {
                            slots.get().offer(2);
                        }
                        return key;
                    }

                    @Override
                    public boolean isEmpty() {
                        return keys.isEmpty();
                    }
                };
        slots.set(new HandlerSlots<>(1, ready, ran::add, VIRTUAL));
        slots.get().offer(1);
        Await.until("both ran", Duration.ofSeconds(10), () -> ran.size() == 2);
    }

    @Test
    void brokenWorkFreesItsSlot() throws Exception {
        var ran = new AtomicInteger();
        ThreadFactory quiet = Thread.ofVirtual().uncaughtExceptionHandler((_, _) -> {}).factory();
        var slots =
                new HandlerSlots<Integer>(
                        1,
                        new GroupsInTurn<>(_ -> ""),
                        key -> {
                            ran.incrementAndGet();
                            if (key == 0) {
                                throw new IllegalStateException("broken");
                            }
                        },
                        quiet);
        slots.offer(0);
        Await.until("the slot is free", () -> ran.get() == 1 && slots.busy() == 0);
        slots.offer(1);
        Await.until("the next one ran", () -> ran.get() == 2);
    }
}
