package dev.parley.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the records that were read and runs them: one per key at a time, keys in parallel, those of
 * different owners by turns, waiting ones without a slot. Knows nothing of Kafka's consumer.
 */
final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration AFTER_BREAKDOWN = Duration.ofSeconds(1);

    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
    private final RecordRunner runner;
    private final ProcessorMetrics metrics;
    private final KeyQueues<TrackedRecord> queues;
    private final HandlerSlots<KeyQueue<TrackedRecord>> slots;
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicInteger buffered = new AtomicInteger();
    private final AtomicLong bufferedBytes = new AtomicLong();
    private final Consumer<Error> fatal;
    private volatile long lastCompletion = System.nanoTime();

    private volatile @Nullable Thread awaitingRoom;
    private volatile int room;
    private volatile long roomBytes;

    /**
     * @param fatal told of the first error after which nothing may be handled any more
     */
    Dispatcher(
            ProcessorSettings settings,
            RecordRunner runner,
            ProcessorMetrics metrics,
            Consumer<Error> fatal) {
        this.fatal = fatal;
        this.runner = runner;
        this.metrics = metrics;
        ThreadFactory handlers =
                Thread.ofVirtual().name("parley-" + settings.name() + "-", 0).factory();
        this.slots =
                new HandlerSlots<>(
                        settings.bounds().inFlight(),
                        new GroupsInTurn<>(queue -> group(queue.key())),
                        this::run,
                        handlers);
        this.queues = new KeyQueues<>(slots::offer);
        this.timer = timer(settings.name());
        metrics.gauge("parley.worker.in_flight", "Handlers that run now", slots::busy);
        metrics.gauge("parley.worker.buffered", "Records read and not complete", buffered::get);
        metrics.gauge(
                "parley.worker.buffered.bytes",
                "Bytes of records read and not complete",
                bufferedBytes::get);
    }

    /** Whose a key is: what stands before its first slash, or all of it. */
    static String group(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /** Takes over one record. Records of one key run in the order of these calls. */
    void accept(TrackedRecord record) {
        buffered.incrementAndGet();
        bufferedBytes.addAndGet(record.size());
        queues.add(record.queueKey(), record);
    }

    /** Records accepted and neither complete nor dropped. */
    int buffered() {
        return buffered.get();
    }

    /** Bytes of those records. */
    long bufferedBytes() {
        return bufferedBytes.get();
    }

    /** When a record was completed last, as System.nanoTime. */
    long lastCompletion() {
        return lastCompletion;
    }

    /**
     * Gives these assignments up: nothing of them starts any more, what waits is dropped, what runs
     * is asked to hand back.
     */
    void release(Collection<Assignment> assignments) {
        assignments.forEach(Assignment::release);
        queues.drop(record -> record.assignment().isReleased(), this::dropped);
    }

    /**
     * Blocks the calling thread until no more than so many records and bytes are buffered, or for
     * the wait.
     */
    void awaitRoom(int records, long bytes, Duration wait) {
        room = records;
        roomBytes = bytes;
        awaitingRoom = Thread.currentThread();
        if (!isRoom()) {
            LockSupport.parkNanos(this, wait.toNanos());
        }
        awaitingRoom = null;
    }

    /** Interrupts the handlers that did not end in time. */
    void interrupt() {
        slots.interrupt();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void run(KeyQueue<TrackedRecord> queue) {
        var record = queues.take(queue);
        if (record == null) {
            return;
        }
        if (!record.assignment().enter()) {
            dropped(record);
            queues.finish(queue);
            return;
        }
        switch (runSafely(record)) {
            case Verdict.Complete _ -> complete(record, queue);
            case Verdict.Again again -> putBack(record, queue, again.after());
        }
    }

    /** Whatever breaks in the engine itself must not block the key for ever. */
    private Verdict runSafely(TrackedRecord record) {
        try {
            return runner.run(record);
        } catch (Throwable e) {
            var error = FatalErrors.in(e);
            if (error != null) {
                fatal.accept(error);
            } else {
                warnings.warn("running " + record.topic() + " broke, it is tried again", e);
            }
            return new Verdict.Again(AFTER_BREAKDOWN);
        }
    }

    private void complete(TrackedRecord record, KeyQueue<TrackedRecord> queue) {
        record.completion().complete();
        record.assignment().leave();
        lastCompletion = System.nanoTime();
        forget(record);
        queues.finish(queue);
    }

    private void putBack(TrackedRecord record, KeyQueue<TrackedRecord> queue, Duration after) {
        var assignment = record.assignment();
        if (assignment.isReleased()) {
            assignment.leave();
            dropped(record);
            queues.finish(queue);
            return;
        }
        queues.delay(queue);
        assignment.leave();
        if (after.isZero() || assignment.isReleased()) {
            queues.wake(queue, record);
        } else {
            var _ =
                    timer.schedule(
                            () -> queues.wake(queue, record),
                            after.toNanos(),
                            TimeUnit.NANOSECONDS);
        }
    }

    private void dropped(TrackedRecord record) {
        metrics.outcome(record.topic(), OutcomeKind.HANDED_BACK);
        metrics.outage().over(record);
        forget(record);
    }

    private void forget(TrackedRecord record) {
        bufferedBytes.addAndGet(-record.size());
        buffered.decrementAndGet();
        var waiting = awaitingRoom;
        if (waiting != null && isRoom()) {
            LockSupport.unpark(waiting);
        }
    }

    private boolean isRoom() {
        return buffered.get() <= room && bufferedBytes.get() <= roomBytes;
    }

    private static ScheduledThreadPoolExecutor timer(String name) {
        var timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().daemon().name("parley-" + name + "-timer").factory());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }
}
