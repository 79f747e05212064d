package dev.parley.postprocessor.timers;

/** Something a conversation waits for. All times are milliseconds since the epoch. */
sealed interface Timer {
    /** When it is looked at. */
    long due();

    /**
     * The customer's silence.
     *
     * @param base when it began
     * @param step what comes at its due moment: {@link IdleRules#REMIND}, {@link
     *     IdleRules#REMIND_AGAIN}, {@link IdleRules#CLOSE} or how often closing was told before,
     *     above it
     */
    record Idle(long base, long due, int step) implements Timer {}

    /**
     * The rest after a failure.
     *
     * @param turn the turn that failed, {@link RetryRules#NO_TURN} when none is known
     * @param reported the time of the newest report
     * @param tries reports in a row
     * @param told whether the retry was told, and only the number of tries is remembered
     */
    record Retry(long due, long turn, long reported, int tries, boolean told) implements Timer {}
}
