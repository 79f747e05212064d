package dev.parley.ingest;

import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps each organization within what it may ask of this process. Refusals are counted as {@code
 * parley.budget.refused} by budget. Thread-safe; never blocks.
 */
public final class Budgets {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final BudgetProperties settings;
    private final SharedPlaces requests;
    private final SharedPlaces waits;
    private final MeterRegistry meters;

    /** Of organizations that exist, so their number is bounded. */
    private final Map<Counted, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * Budgets with nothing used.
     *
     * @param waits how many requests of all organizations may wait at once
     */
    public Budgets(BudgetProperties settings, int waits, MeterRegistry meters) {
        this.settings = settings;
        this.requests = new SharedPlaces(settings.concurrentRequests(), settings.minimumRequests());
        this.waits = new SharedPlaces(waits, settings.minimumWaits());
        this.meters = meters;
    }

    private record Counted(Budget budget, String organization) {}

    /** A place that is held until it is closed. */
    @FunctionalInterface
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Counts one of a budget that has a rate, for an organization that exists.
     *
     * @throws OverBudgetException when it is one too many; it does not count then
     */
    public void take(Budget budget, String organization) {
        int rate = rate(budget);
        if (rate == 0) {
            return;
        }
        var bucket =
                buckets.computeIfAbsent(
                        new Counted(budget, organization), _ -> bucket(budget, rate));
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw refused(
                    new OverBudgetException(
                            budget,
                            Duration.ofNanos(probe.getNanosToWaitForRefill()),
                            "the organization may have %d %s a %s"
                                    .formatted(
                                            rate,
                                            budget.text(),
                                            budget == Budget.TITLES ? "minute" : "second")));
        }
    }

    /**
     * Takes a place for a request at work, or for one that waits.
     *
     * @throws OverBudgetException when the organization has its share
     * @throws TooManyWaitingException when none is left for anybody
     */
    public Place enter(Budget budget, String organization) {
        var places = budget == Budget.WAITS ? waits : requests;
        return switch (places.take(organization)) {
            case TAKEN -> () -> places.leave(organization);
            case NONE_LEFT -> throw new TooManyWaitingException(places.all());
            case SHARE_USED ->
                    throw refused(
                            new OverBudgetException(
                                    budget,
                                    SOON,
                                    "the organization has its share of %s, %d as things are"
                                            .formatted(budget.text(), places.share(organization))));
        };
    }

    /**
     * Looks whether something more fits into what is held.
     *
     * @param used by what stays
     * @throws OverBudgetException when it does not
     */
    public void fit(Budget budget, long used, long more) {
        long allowed = allowed(budget);
        if (used + more > allowed) {
            throw refused(
                    new OverBudgetException(
                            budget,
                            MINUTE,
                            "the organization may have %d %s; it has %d, and this adds %d"
                                    .formatted(
                                            allowed, budget.text().replace('-', ' '), used, more)));
        }
    }

    /** Counts a refusal. */
    public OverBudgetException refused(OverBudgetException refusal) {
        meters.counter("parley.budget.refused", "budget", refusal.budget().text()).increment();
        return refusal;
    }

    private int rate(Budget budget) {
        return switch (budget) {
            case READS -> settings.readsPerSecond();
            case WRITES -> settings.writesPerSecond();
            case TITLES -> settings.titlesPerMinute();
            default -> throw new IllegalArgumentException(budget + " has no rate here");
        };
    }

    private long allowed(Budget budget) {
        return switch (budget) {
            case DOCUMENTS -> settings.documents();
            case DOCUMENT_CHARACTERS -> settings.documentCharacters();
            case DOCUMENT_PASSAGES -> settings.documentPassages();
            default -> throw new IllegalArgumentException(budget + " is not held");
        };
    }

    private Bucket bucket(Budget budget, int rate) {
        boolean titles = budget == Budget.TITLES;
        long burst = titles ? rate : (long) rate * settings.burstSeconds();
        return Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(burst).refillGreedy(rate, titles ? MINUTE : SOON))
                .build();
    }
}
