package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeyQueuesTest {

    private final ArrayDeque<KeyQueue<String>> ready = new ArrayDeque<>();
    private final KeyQueues<String> queues = new KeyQueues<>(ready::add);
    private final List<String> dropped = new ArrayList<>();

    @Test
    void firstRecordOfAKeyIsReadyTheNextOneAfterIt() {
        queues.add("a", "a1");
        queues.add("a", "a2");
        queues.add("b", "b1");
        assertThat(ready).extracting(KeyQueue::key).containsExactly("a", "b");

        var a = ready.remove();
        assertThat(queues.take(a)).isEqualTo("a1");
        assertThat(ready).hasSize(1);
        queues.finish(a);
        assertThat(ready).extracting(KeyQueue::key).containsExactly("b", "a");
        assertThat(queues.take(a)).isEqualTo("a2");
        queues.finish(a);
        assertThat(queues.size()).isEqualTo(1);
    }

    @Test
    void delayedRecordBlocksItsKeyUntilItIsWoken() {
        queues.add("a", "a1");
        queues.add("a", "a2");
        var a = ready.remove();
        queues.take(a);
        queues.delay(a);
        assertThat(ready).isEmpty();

        queues.wake(a, "a2");
        assertThat(ready).as("it is not the one that waits").isEmpty();
        queues.wake(a, "a1");
        assertThat(queues.take(ready.remove())).isEqualTo("a1");
    }

    @Test
    void droppedRecordsAreForgottenButTheRunningOneIsNot() {
        queues.add("a", "a1");
        queues.add("a", "a2");
        queues.add("a", "keep");
        var a = ready.remove();
        queues.take(a);
        queues.drop(record -> record.startsWith("a"), dropped::add);
        assertThat(dropped).containsExactly("a2");
        queues.finish(a);
        assertThat(queues.take(ready.remove())).isEqualTo("keep");
    }

    @Test
    void droppingWhatAKeyWaitsForLetsTheNextOneRun() {
        queues.add("a", "a1");
        queues.add("a", "keep");
        var a = ready.remove();
        queues.take(a);
        queues.delay(a);
        queues.drop(record -> record.equals("a1"), dropped::add);
        assertThat(queues.take(ready.remove())).isEqualTo("keep");
        queues.wake(a, "a1");
        assertThat(ready).as("a late timer changes nothing").isEmpty();
    }

    @Test
    void keyWhoseRecordsWereAllDroppedStartsAgain() {
        queues.add("a", "a1");
        queues.drop(_ -> true, dropped::add);
        queues.add("b", "b1");
        var b = ready.removeLast();
        queues.take(b);
        queues.delay(b);
        queues.drop(_ -> true, dropped::add);
        assertThat(dropped).containsExactly("a1", "b1");

        var emptied = ready.remove();
        assertThat(queues.take(emptied)).isNull();
        queues.add("a", "a2");
        queues.add("b", "b2");
        assertThat(queues.take(ready.remove())).isEqualTo("a2");
        assertThat(queues.take(ready.remove())).isEqualTo("b2");
    }

    @Test
    @Timeout(60)
    void manyThreadsKeepEachKeyInOrderAndAlone() throws Exception {
        int records = 100_000;
        var shared = new ConcurrentLinkedQueue<KeyQueue<Integer>>();
        var racing = new KeyQueues<Integer>(shared::add);
        Map<String, AtomicInteger> live = new ConcurrentHashMap<>();
        Map<String, Integer> last = new ConcurrentHashMap<>();
        var violations = new ConcurrentLinkedQueue<String>();
        var left = new CountDownLatch(records);
        Runnable work =
                () -> {
                    while (left.getCount() > 0) {
                        var queue = shared.poll();
                        if (queue == null) {
                            Thread.onSpinWait();
                            continue;
                        }
                        Integer record = Objects.requireNonNull(racing.take(queue));
                        var running = live.computeIfAbsent(queue.key(), _ -> new AtomicInteger());
                        if (running.incrementAndGet() > 1) {
                            violations.add("two at once: " + record);
                        }
                        running.decrementAndGet();
                        if (ThreadLocalRandom.current().nextInt(10) == 0) {
                            racing.delay(queue);
                            racing.wake(queue, record);
                            continue;
                        }
                        Integer before = last.put(queue.key(), record);
                        if (before != null && before > record) {
                            violations.add(record + " after " + before);
                        }
                        racing.finish(queue);
                        left.countDown();
                    }
                };
        var threads = List.of(Thread.ofPlatform().start(work), Thread.ofPlatform().start(work));
        for (Integer number = 0; number < records; number++) {
            racing.add("key" + number % 7, number);
        }
        left.await();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(violations).isEmpty();
        assertThat(racing.size()).as("no key is left behind").isZero();
    }
}
