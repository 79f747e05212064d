package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.StoreUnavailableException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of this process that look on at conversations, and their bounds. Each looks at the
 * store when somebody has seen a change, and by itself now and then, less often when there are
 * many: all of them together read {@value #LOOKS_PER_SECOND} rows a second at most by themselves.
 * Open streams are {@code parley.streams.open}, ended ones {@code parley.streams.ended} by reason.
 * Thread-safe.
 */
public final class ConversationStreams implements AutoCloseable {
    private static final long LOOKS_PER_SECOND = 200;
    private static final int PARALLEL_LOOKS = 8;
    private static final Duration KEEP_ALIVE_WHEN_SHORT = Duration.ofSeconds(5);

    /** How long somebody who finds no place waits for those that clients left. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long PROBE_NANOS = Duration.ofMillis(300).toNanos();
    private static final long REST_MILLIS = 20;

    private final ConversationStore store;
    private final ConversationChanges changes;
    private final LiveText text;
    private final StreamProperties settings;
    private final MeterRegistry meters;
    private final Semaphore looks = new Semaphore(PARALLEL_LOOKS);
    private final Map<ConversationStream, Subscriptions> open = new ConcurrentHashMap<>();
    private final SharedPlaces places;
    private final AtomicLong lastProbe = new AtomicLong(System.nanoTime() - PROBE_NANOS);
    private volatile boolean stopped;

    /**
     * Streams with none open.
     *
     * @param minimum how many an organization may have open however many others have some
     */
    public ConversationStreams(
            ConversationStore store,
            ConversationChanges changes,
            LiveText text,
            StreamProperties settings,
            int minimum,
            MeterRegistry meters) {
        this.store = store;
        this.changes = changes;
        this.text = text;
        this.settings = settings;
        this.meters = meters;
        this.places = new SharedPlaces(settings.max(), minimum, settings.maxPerOrganization());
        Gauge.builder("parley.streams.open", this, ConversationStreams::open)
                .description("Clients of this process that look on at a conversation")
                .register(meters);
    }

    /**
     * Lets a client look on; it has to be closed. The conversation need not be stored yet.
     *
     * @param after what the client has seen already; null to begin with what happens from now on
     * @throws TooManyStreamsException when no more may be open, and every client is still there
     * @throws StoreUnavailableException when the store is down
     */
    public ConversationStream open(ConversationId id, @Nullable StreamPosition after) {
        enterPatiently(id.organization());
        var stream = new ConversationStream(this, id, new StreamReader(store, id, after));
        // Before its first look: a change between the two would be missed otherwise.
        open.put(
                stream,
                new Subscriptions(
                        changes.watch(id, stream::wake), text.subscribe(id, stream::show)));
        if (stopped) {
            stream.end(ConversationStream.End.STOPPED);
        }
        begin(stream);
        return stream;
    }

    private void begin(ConversationStream stream) {
        var begun = false;
        try {
            stream.begin();
            begun = true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (!begun) {
                stream.close();
            }
            if (stream.isOver()) {
                // It may have ended before its subscriptions were known.
                unsubscribe(stream);
            }
        }
    }

    /** How many are open. */
    public int open() {
        return places.used();
    }

    /** Ends all streams, and until {@link #start} every later one at once. */
    public void stop() {
        stopped = true;
        open.keySet().forEach(stream -> stream.end(ConversationStream.End.STOPPED));
    }

    /** Lets clients look on, as from the beginning. */
    public void start() {
        stopped = false;
    }

    /** As {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    /** Called once for each stream, when it has ended. */
    void left(ConversationStream stream, ConversationStream.End why) {
        unsubscribe(stream);
        places.leave(stream.id().organization());
        var reason = why.name().toLowerCase(Locale.ROOT);
        meters.counter("parley.streams.ended", "reason", reason).increment();
    }

    private void unsubscribe(ConversationStream stream) {
        var subscriptions = open.remove(stream);
        if (subscriptions != null) {
            subscriptions.close();
        }
    }

    /**
     * Looks at the store, only some at a time.
     *
     * @throws StoreUnavailableException when it is down
     */
    <T> T looking(Supplier<T> look) throws InterruptedException {
        looks.acquire();
        try {
            return look.get();
        } finally {
            looks.release();
        }
    }

    /** How long a stream waits before it looks by itself. */
    long restNanos() {
        long fair = open() * TimeUnit.SECONDS.toNanos(1) / LOOKS_PER_SECOND;
        return Math.max(settings.poll().toNanos(), fair);
    }

    /**
     * Takes a place. When there is none, those who hold one have to give two signs of life: the
     * first tells the system of a client that has gone, the second is refused by it.
     */
    private void enterPatiently(String organization) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                enter(organization);
                return;
            } catch (TooManyStreamsException e) {
                probe();
                if (System.nanoTime() - deadline >= 0 || stopped || !rest()) {
                    throw e;
                }
            }
        }
    }

    /** At most once in a while, however many ask for a place. */
    private void probe() {
        long now = System.nanoTime();
        long last = lastProbe.get();
        if (now - last >= PROBE_NANOS && lastProbe.compareAndSet(last, now)) {
            open.keySet().forEach(ConversationStream::probe);
        }
    }

    private static boolean rest() {
        try {
            Thread.sleep(REST_MILLIS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How long a stream may be silent: less when places become short. */
    public Duration keepAlive() {
        boolean isShort = open() * 10L > settings.max() * 7L;
        return isShort && settings.keepAlive().compareTo(KEEP_ALIVE_WHEN_SHORT) > 0
                ? KEEP_ALIVE_WHEN_SHORT
                : settings.keepAlive();
    }

    private void enter(String organization) {
        switch (places.take(organization)) {
            case TAKEN -> {}
            case NONE_LEFT -> throw new TooManyStreamsException(false, places.all());
            case SHARE_USED -> throw new TooManyStreamsException(true, places.share(organization));
        }
    }

    private record Subscriptions(ConversationChanges.Watch watch, LiveText.Subscription text) {
        void close() {
            watch.close();
            text.close();
        }
    }
}
