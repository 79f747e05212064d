package dev.parley.redis;

import dev.parley.conversation.Dependency;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnectionCommands;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Runs commands so that a Redis that is down costs next to nothing: a call waits for one command's
 * timeout at most, and after some failures none waits at all until a probe succeeds. Thread-safe.
 */
final class GuardedRedis implements Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedRedis.class);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);
    private static final int CALLS_JUDGED = 10;
    private static final int FAILURES_TO_OPEN = 5;

    private final RedisConnectionFactory factory;
    private final StringRedisTemplate template;
    private final CircuitBreaker breaker = CircuitBreaker.of("redis", breakerConfig());
    private final AtomicBoolean connecting = new AtomicBoolean();
    private volatile boolean connected;

    GuardedRedis(RedisConnectionFactory factory) {
        this.factory = factory;
        this.template = new StringRedisTemplate(factory);
        breaker.getEventPublisher().onStateTransition(GuardedRedis::report);
    }

    private static CircuitBreakerConfig breakerConfig() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_JUDGED)
                .minimumNumberOfCalls(FAILURES_TO_OPEN)
                .failureRateThreshold(50)
                .waitDurationInOpenState(PROBE_INTERVAL)
                .permittedNumberOfCallsInHalfOpenState(1)
                .writableStackTraceEnabled(false)
                // Work that is cancelled says nothing about Redis.
                .ignoreException(_ -> Thread.currentThread().isInterrupted())
                .build();
    }

    private static void report(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition()) {
            case CLOSED_TO_OPEN -> LOG.warn("Redis does not answer: going on without it");
            case HALF_OPEN_TO_CLOSED -> LOG.info("Redis answers again");
            default -> LOG.debug("Redis breaker: {}", event.getStateTransition());
        }
    }

    /** Runs the command; empty when Redis did not answer it properly in time, or was not asked. */
    <T> Optional<T> call(Function<StringRedisTemplate, @Nullable T> command) {
        try {
            return breaker.executeSupplier(() -> {
                requireConnection();
                return Optional.ofNullable(command.apply(template));
            });
        } catch (CallNotPermittedException e) {
            return Optional.empty();
        } catch (DataAccessException
                | IllegalStateException e) { // the latter from a connection that is closed
            LOG.debug("Redis: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public boolean answers() {
        return call(asked -> asked.execute(RedisConnectionCommands::ping)).isPresent();
    }

    /** Tells whether calls are answered at once as unreachable. */
    boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /**
     * Opens the connection that all commands share. Later the client itself restores it when it
     * breaks.
     */
    void connect() {
        try (var connection = factory.getConnection()) {
            connection.ping();
            connected = true;
        } catch (DataAccessException | IllegalStateException e) {
            LOG.debug("Redis: {}", e.getMessage());
        } finally {
            connecting.set(false);
        }
    }

    /**
     * Never connects in the caller's thread: callers would queue up, each for as long as a
     * connection may take.
     */
    private void requireConnection() {
        if (connected) {
            return;
        }
        if (connecting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("redis-connect").start(this::connect);
        }
        throw new RedisConnectionFailureException("not connected yet");
    }
}
