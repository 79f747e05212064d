package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Waits for messages to come to an end.
 *
 * <p>Those who wait for a conversation look at the store as soon as {@link ConversationChanges} has
 * it that something happened to it. Without that they look every {@value #ROUND_MILLIS} ms, less
 * often when many wait, so that all of them together read the store at most {@value
 * #LOOKS_PER_SECOND} times a second by themselves. Thread-safe; a waiting caller blocks, so call it
 * from virtual threads.
 */
public final class DispositionWaiter implements AutoCloseable {
    private static final long ROUND_MILLIS = 100;
    private static final long LOOKS_PER_SECOND = 500;

    /** Collects a burst of changes of one conversation into one look. */
    private static final long BURST_MILLIS = 5;

    private static final int PARALLEL_LOOKS = 8;

    private final ConversationStore store;
    private final int limit;
    private final Semaphore places;
    private final Semaphore looks = new Semaphore(PARALLEL_LOOKS);
    private final ConversationChanges changes;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("disposition-timer").factory());

    /**
     * A waiter on a store.
     *
     * @param changes what somebody saw happen
     * @param limit how many callers may wait at once
     */
    public DispositionWaiter(ConversationStore store, ConversationChanges changes, int limit) {
        this.store = store;
        this.changes = changes;
        this.limit = limit;
        this.places = new Semaphore(limit);
    }

    /**
     * Looks a message up, and waits until it has a disposition, however that came about, or until
     * the time is over. It also waits for a message that is not stored yet.
     *
     * @return what the store knows at the end; several traces when conversations share the id
     * @throws TooManyWaitingException at once, when nobody more may wait
     * @throws StoreUnavailableException when the last look failed
     */
    public List<MessageTrace> await(MessageQuery query, Duration wait) {
        if (!wait.isPositive() || stopped) {
            return look(query);
        }
        if (!places.tryAcquire()) {
            throw new TooManyWaitingException(limit);
        }
        var entry = new Waiting(query);
        waiting.add(entry);
        try (var _ = watch(entry)) {
            // Entered before the first look: a change between the two would be missed otherwise.
            var first = look(query);
            if (MessageQuery.isSettled(first)) {
                return first;
            }
            if (stopped) {
                return first; // stopped since: nobody would look again
            }
            later(entry);
            return outcome(entry, wait);
        } finally {
            entry.answer.cancel(false);
            waiting.remove(entry);
            places.release();
        }
    }

    /** How many callers wait. */
    public int waiting() {
        return limit - places.availablePermits();
    }

    /** Lets everybody who waits go with what is known, and nobody wait until {@link #start}. */
    public void stop() {
        stopped = true;
        waiting.forEach(entry -> entry.answer.cancel(false));
    }

    /** Lets callers wait, as from the beginning. */
    public void start() {
        stopped = false;
    }

    /** Stops for good. */
    @Override
    public void close() {
        stop();
        timer.shutdownNow();
    }

    private List<MessageTrace> outcome(Waiting entry, Duration wait) {
        try {
            return entry.answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException _) {
            return look(entry.query);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return look(entry.query);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look ended in an unforeseen way", e.getCause());
        }
    }

    private List<MessageTrace> look(MessageQuery query) {
        var conversation = query.conversation();
        return conversation == null
                ? store.trace(query.organization(), query.message())
                : store.trace(
                        new ConversationId(query.organization(), conversation), query.message());
    }

    private ConversationChanges.Watch watch(Waiting entry) {
        var query = entry.query;
        return query.conversation() == null
                ? changes.watchAll(query.organization(), () -> hurry(entry))
                : changes.watch(
                        new ConversationId(query.organization(), query.conversation()),
                        () -> hurry(entry));
    }

    private void hurry(Waiting entry) {
        if (entry.hurried.compareAndSet(false, true)) {
            schedule(() -> check(entry), BURST_MILLIS);
        }
    }

    private void later(Waiting entry) {
        long fair = waiting() * 1000L / LOOKS_PER_SECOND;
        schedule(
                () -> {
                    check(entry);
                    if (!entry.answer.isDone()) {
                        later(entry);
                    }
                },
                Math.max(ROUND_MILLIS, fair));
    }

    private void schedule(Runnable work, long millis) {
        try {
            timer.schedule(() -> Thread.startVirtualThread(work), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Closed meanwhile: everybody has been let go.
        }
    }

    private void check(Waiting entry) {
        looks.acquireUninterruptibly();
        try {
            entry.hurried.set(false);
            if (entry.answer.isDone()) {
                return;
            }
            var traces = look(entry.query);
            if (MessageQuery.isSettled(traces)) {
                entry.answer.complete(traces);
            }
        } catch (StoreUnavailableException _) {
            // The next look may find it back; the caller's last look reports it otherwise.
        } catch (RuntimeException e) {
            entry.answer.completeExceptionally(e);
        } finally {
            looks.release();
        }
    }

    /** One caller; identity is what distinguishes them. */
    private static final class Waiting {
        private final MessageQuery query;
        private final CompletableFuture<List<MessageTrace>> answer = new CompletableFuture<>();
        private final AtomicBoolean hurried = new AtomicBoolean();

        Waiting(MessageQuery query) {
            this.query = query;
        }
    }
}
