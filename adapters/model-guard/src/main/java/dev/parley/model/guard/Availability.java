package dev.parley.model.guard;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges from the latest calls whether the model is there. Not thread-safe, apart from {@link
 * #state}.
 */
final class Availability {
    private static final Logger LOG = LoggerFactory.getLogger(Availability.class);
    private static final Duration LEAST_WAIT = Duration.ofMillis(1);
    private static final IllegalStateException FAILURE = new IllegalStateException("unavailable");

    private final Time time;
    private final Duration openFor;
    private final CircuitBreaker breaker;
    private long openUntil;

    /** Whether calls are made. */
    enum State {
        /** All of them. */
        CLOSED,
        /** A few probes. */
        HALF_OPEN,
        /** None. */
        OPEN
    }

    Availability(ModelGuardProperties.Breaker settings, Time time) {
        this.time = time;
        this.openFor = settings.openFor();
        this.openUntil = time.nanos();
        this.breaker = CircuitBreaker.of("model", config(settings, time));
        breaker.getEventPublisher().onStateTransition(Availability::report);
    }

    private static CircuitBreakerConfig config(ModelGuardProperties.Breaker settings, Time time) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.calls())
                .minimumNumberOfCalls(settings.calls() / 2)
                .failureRateThreshold(settings.failureRate())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                .clock(time.clock())
                .build();
    }

    private static void report(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition()) {
            case CLOSED_TO_OPEN -> LOG.warn("the language model is unavailable: not calling it");
            case HALF_OPEN_TO_CLOSED -> LOG.info("the language model is available again");
            default -> LOG.debug("model breaker: {}", event.getStateTransition());
        }
    }

    State state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
        };
    }

    /** Tells whether no call would be made now; then it is of no use to wait for one. */
    boolean isOpen() {
        return state() == State.OPEN && openUntil - time.nanos() > 0;
    }

    /** How long until the next probe. */
    Duration opensIn() {
        var left = Duration.ofNanos(openUntil - time.nanos());
        return left.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : left;
    }

    /** Lets a call be made, which must be {@link #ended}; the first after an outage are probes. */
    boolean mayStart() {
        return breaker.tryAcquirePermission();
    }

    /**
     * Judges a call that was let through.
     *
     * @return whether the model has just become unavailable
     */
    boolean ended(Signal signal) {
        var before = state();
        switch (signal) {
            case ANSWERED -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            case TIMED_OUT, UNAVAILABLE -> breaker.onError(0, TimeUnit.NANOSECONDS, FAILURE);
            case REFUSED, NONE -> breaker.releasePermission();
        }
        boolean opened = before != State.OPEN && state() == State.OPEN;
        if (opened) {
            openUntil = time.nanos() + openFor.toNanos();
        }
        return opened;
    }
}
