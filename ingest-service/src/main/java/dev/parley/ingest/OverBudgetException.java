package dev.parley.ingest;

import java.time.Duration;

/** Says that an organization asks for more than one of its budgets allows. */
public final class OverBudgetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Budget budget;
    private final Duration after;

    /**
     * Says it.
     *
     * @param after when there may be something of it again
     * @param detail for the caller, with what is used and allowed where that helps
     */
    public OverBudgetException(Budget budget, Duration after, String detail) {
        super(detail, null, false, false);
        this.budget = budget;
        this.after = after;
    }

    /** The budget that is used up. */
    public Budget budget() {
        return budget;
    }

    /** When there may be something of it again. */
    public Duration after() {
        return after;
    }

    /** In words for the caller. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
