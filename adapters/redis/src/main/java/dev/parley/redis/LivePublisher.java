package dev.parley.redis;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText.Piece;
import io.micrometer.core.instrument.Counter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Publishes pieces in the background, all of one interval together in one round trip. What Redis
 * does not take is dropped. Thread-safe.
 */
final class LivePublisher {
    private final GuardedRedis redis;
    private final Function<ConversationId, String> channels;
    private final Duration interval;
    private final ScheduledExecutorService background;
    private final Counter published;
    private final Counter dropped;
    private final Lock lock = new ReentrantLock();
    private final GatheredPieces gathered = new GatheredPieces();
    private long lastFlush;

    LivePublisher(
            GuardedRedis redis,
            Function<ConversationId, String> channels,
            Duration interval,
            ScheduledExecutorService background,
            LiveMetrics metrics) {
        this.redis = redis;
        this.channels = channels;
        this.interval = interval;
        this.background = background;
        this.published = metrics.published;
        this.dropped = metrics.dropped;
        this.lastFlush = System.nanoTime() - interval.toNanos();
    }

    void publish(Piece piece) {
        lock.lock();
        try {
            boolean first = gathered.isEmpty();
            gathered.add(piece);
            if (first) {
                flushLater();
            }
        } finally {
            lock.unlock();
        }
    }

    /** At once after a quiet time, so that the first words need not wait. */
    private void flushLater() {
        long since = System.nanoTime() - lastFlush;
        try {
            var _ =
                    background.schedule(
                            this::flush,
                            Math.max(0, interval.toNanos() - since),
                            TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            gathered.drain();
        }
    }

    private void flush() {
        var pieces = taken();
        var taken = redis.call(template -> send(template, pieces));
        (taken.isPresent() ? published : dropped).increment(pieces.size());
    }

    private List<Piece> taken() {
        lock.lock();
        try {
            lastFlush = System.nanoTime();
            return gathered.drain();
        } finally {
            lock.unlock();
        }
    }

    private List<Object> send(StringRedisTemplate template, List<Piece> pieces) {
        RedisCallback<@Nullable Object> commands =
                connection -> {
                    for (var piece : pieces) {
                        var channel = channels.apply(piece.conversation());
                        connection.commands().publish(bytes(channel), bytes(LiveMessage.of(piece)));
                    }
                    return null;
                };
        return template.executePipelined(commands);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
