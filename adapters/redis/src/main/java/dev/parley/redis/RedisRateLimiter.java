package dev.parley.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.conversation.RateLimiter;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Token buckets on Redis, one an organization and rate, over the connection everything shares. What
 * callers of this process ask for at the same moment goes there as one request: many of one
 * organization would only get into each other's way.
 */
final class RedisRateLimiter implements RateLimiter {
    /** How long an unused bucket that is full again stays. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final GuardedRedis redis;
    private final String keyPrefix;
    private final Duration timeout;
    private final Map<Named, AsyncBucketProxy> buckets = new ConcurrentHashMap<>();
    private volatile @Nullable AsyncProxyManager<byte[]> manager;

    RedisRateLimiter(GuardedRedis redis, String keyPrefix, Duration timeout) {
        this.redis = redis;
        this.keyPrefix = keyPrefix;
        this.timeout = timeout;
    }

    @Override
    public Verdict take(String organization, Rate rate) {
        return redis.call(template -> ask(template, new Named(organization, rate)))
                .map(RedisRateLimiter::verdict)
                .orElseGet(Verdict.Unreachable::new);
    }

    private static Verdict verdict(ConsumptionProbe probe) {
        return probe.isConsumed()
                ? new Verdict.Granted()
                : new Verdict.Refused(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private ConsumptionProbe ask(StringRedisTemplate template, Named name) {
        try {
            var bucket =
                    buckets.computeIfAbsent(name, missing -> bucket(manager(template), missing));
            return bucket.tryConsumeAndReturnRemaining(1)
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new QueryTimeoutException("no answer within " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("interrupted", e);
        } catch (ExecutionException | RuntimeException e) {
            throw new RedisSystemException("the bucket could not be asked", e);
        }
    }

    private AsyncBucketProxy bucket(AsyncProxyManager<byte[]> from, Named name) {
        var rate = name.rate();
        var configuration =
                BucketConfiguration.builder()
                        .addLimit(limit ->
                                limit.capacity(rate.burst())
                                        .refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                        .build();
        return from.builder()
                .withOptimization(Optimizations.batching())
                .build(
                        name.key(keyPrefix).getBytes(UTF_8),
                        () -> CompletableFuture.completedFuture(configuration));
    }

    private AsyncProxyManager<byte[]> manager(StringRedisTemplate template) {
        var known = manager;
        if (known != null) {
            return known;
        }
        var made =
                Bucket4jLettuce.casBasedBuilder(commands(template))
                        .expirationAfterWrite(
                                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                        IDLE))
                        .requestTimeout(timeout)
                        .build()
                        .asAsync();
        manager = made;
        return made;
    }

    /** The commands of the shared connection, which outlives every disconnection. */
    @SuppressWarnings("unchecked") // a single server's connection, which Spring opens for bytes
    private static RedisAsyncCommands<byte[], byte[]> commands(StringRedisTemplate template) {
        var commands =
                template.execute(
                        (RedisCallback<Object>) connection -> connection.getNativeConnection());
        if (commands == null) {
            throw new IllegalStateException("there is no connection");
        }
        return (RedisAsyncCommands<byte[], byte[]>) commands;
    }

    /** Another rate is another bucket, so that a changed setting counts at once. */
    private record Named(String organization, Rate rate) {
        String key(String prefix) {
            return "%srate:%s:%d-%d"
                    .formatted(prefix, organization, rate.perSecond(), rate.burst());
        }
    }
}
