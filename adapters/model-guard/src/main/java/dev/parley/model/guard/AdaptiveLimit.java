package dev.parley.model.guard;

/**
 * How many calls may run at once, learned from how they end: one more for each full round of
 * answers, a fraction of it after a refusal. Up to the threshold it grows by one for each answer,
 * so that a new process need not learn for minutes.
 *
 * <p>Calls that were under way at a refusal tell of the same crowd, so only the first of them
 * counts. Not thread-safe; no clock.
 */
final class AdaptiveLimit {
    private final ModelGuardProperties.Limit settings;
    private final int start;
    private double limit;
    private double threshold;
    private long round;

    /**
     * Knows nothing yet.
     *
     * @param start how many may run until it does
     */
    AdaptiveLimit(ModelGuardProperties.Limit settings, int start) {
        this.settings = settings;
        this.start = start;
        this.limit = start;
        this.threshold = settings.max();
    }

    /** How many calls may run at once now. */
    int calls() {
        return (int) limit;
    }

    /** Grows with every decrease; a call carries the round it began in. */
    long round() {
        return round;
    }

    /** A call was answered while as many ran as may: there may be room for more. */
    void answered() {
        double more = limit < threshold ? 1 : 1 / limit;
        limit = Math.min(settings.max(), limit + more);
    }

    /**
     * The model had too many calls.
     *
     * @param began the round in which the refused call began
     * @param inUse how many calls ran, with this one
     * @return whether it counts
     */
    boolean crowded(long began, int inUse) {
        if (began != round) {
            return false;
        }
        limit = Math.max(settings.min(), Math.min(limit, inUse) * settings.decrease());
        threshold = limit;
        round++;
        return true;
    }

    /** The model was away: begins again as at the start, quickly up to where it was. */
    void restart() {
        threshold = Math.max(settings.min(), limit * settings.decrease());
        limit = Math.min(limit, start);
        round++;
    }
}
