package dev.parley.model.guard;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls to the language model are held within what it can take; counted per process.
 *
 * @param enabled false leaves the model as it is; default true
 */
@ConfigurationProperties(prefix = "parley.model.guard", ignoreUnknownFields = false)
record ModelGuardProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Limit limit,
        @DefaultValue Rest rest,
        @DefaultValue Breaker breaker) {

    /** What counts where nothing is set. */
    static final ModelGuardProperties DEFAULTS =
            new ModelGuardProperties(
                    true,
                    new Limit(1, null, 2_000, 0.8),
                    new Rest(Duration.ofSeconds(1), Duration.ofSeconds(60)),
                    new Breaker(20, 50, Duration.ofSeconds(10), 3));

    /**
     * How many calls run at once.
     *
     * @param min never fewer, at least 1; default 1
     * @param initial at the start and after an outage; default 16, and {@code max} for the offline
     *     model, which has nothing to learn about
     * @param max never more; default 2,000, which is what an executor has in flight at most
     * @param decrease what a refusal or a timeout leaves of it, above 0 and below 1; default 0.8
     */
    record Limit(
            @DefaultValue("1") int min,
            @Nullable Integer initial,
            @DefaultValue("2000") int max,
            @DefaultValue("0.8") double decrease) {
        private static final int INITIAL = 16;

        Limit {
            int start = initial == null ? Math.clamp(INITIAL, min, Math.max(min, max)) : initial;
            require(
                    min >= 1 && min <= start && start <= max,
                    "limit.min must be at least 1, limit.initial at least that, limit.max at least that");
            require(
                    decrease > 0 && decrease < 1,
                    "limit.decrease must be above 0 and below 1, but is " + decrease);
        }

        /** How many calls run at once at the start. */
        int start(boolean offline) {
            if (initial != null) {
                return initial;
            }
            return offline ? max : Math.clamp(INITIAL, min, max);
        }
    }

    /**
     * How long no call starts after the model said that it has had too many.
     *
     * @param first where the model did not say how long and went on refusing; doubled each time;
     *     default 1 s
     * @param longest where the model asks for more; default 60 s
     */
    record Rest(@DefaultValue("1s") Duration first, @DefaultValue("60s") Duration longest) {
        Rest {
            require(
                    first.isPositive() && longest.compareTo(first) >= 0,
                    "rest.first must be positive and rest.longest at least that");
        }
    }

    /**
     * When a model counts as unavailable.
     *
     * @param calls how many of the latest calls are judged, once half of them are there; at least
     *     2; default 20
     * @param failureRate per cent of unavailable and timed-out ones among them from which no call
     *     is made, 1 to 100; default 50
     * @param openFor how long no call is made; default 10 s
     * @param probes how many calls then find out whether it is back; default 3
     */
    record Breaker(
            @DefaultValue("20") int calls,
            @DefaultValue("50") int failureRate,
            @DefaultValue("10s") Duration openFor,
            @DefaultValue("3") int probes) {
        Breaker {
            require(calls >= 2, "breaker.calls must be at least 2, but is " + calls);
            require(
                    failureRate >= 1 && failureRate <= 100,
                    "breaker.failure-rate must be between 1 and 100, but is " + failureRate);
            require(
                    openFor.toMillis() > 0,
                    "breaker.open-for must be at least 1ms, but is " + openFor);
            require(probes >= 1, "breaker.probes must be at least 1, but is " + probes);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("parley.model.guard." + message);
        }
    }
}
