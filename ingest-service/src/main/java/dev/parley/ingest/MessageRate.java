package dev.parley.ingest;

import dev.parley.conversation.RateLimiter;
import dev.parley.conversation.RateLimiter.Rate;
import dev.parley.conversation.RateLimiter.Verdict;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each organization within its rate of messages.
 *
 * <p>This process counts by itself first: what is too much for one is too much for all, so an
 * organization that floods it costs the others nothing. What passes is counted with the other
 * processes; where that fails, this one's own count stands, and several processes together let
 * through several times the rate. Counted as {@code parley.api.rate} by verdict: granted, refused,
 * alone; refusals as {@code parley.budget.refused}, too. Thread-safe.
 */
public final class MessageRate {
    private final @Nullable Rate rate;
    private final RateLimiter shared;
    private final MeterRegistry meters;

    /** Of organizations that exist, so their number is bounded. */
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    public MessageRate(RateProperties settings, RateLimiter shared, MeterRegistry meters) {
        this.rate =
                settings.messagesPerSecond() == 0
                        ? null
                        : new Rate(settings.messagesPerSecond(), settings.burst());
        this.shared = shared;
        this.meters = meters;
    }

    /**
     * Counts a message of an organization that exists.
     *
     * @throws OverBudgetException when it is one too many; it does not count then
     */
    public void take(String organization) {
        var limit = rate;
        if (limit == null) {
            return;
        }
        var own = buckets.computeIfAbsent(organization, _ -> bucket(limit));
        var probe = own.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            refuse(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        switch (shared.take(organization, limit)) {
            case Verdict.Granted() -> count("granted");
            case Verdict.Refused(var after) -> refuse(after);
            case Verdict.Unreachable() -> count("alone");
        }
    }

    private void refuse(Duration after) {
        count("refused");
        meters.counter("parley.budget.refused", "budget", Budget.MESSAGES.text()).increment();
        throw new OverBudgetException(
                Budget.MESSAGES,
                after,
                "the organization sends faster than it may; send it again with the same id");
    }

    private void count(String verdict) {
        meters.counter("parley.api.rate", "verdict", verdict).increment();
    }

    private static Bucket bucket(Rate limit) {
        return Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth
                                .capacity(limit.burst())
                                .refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
