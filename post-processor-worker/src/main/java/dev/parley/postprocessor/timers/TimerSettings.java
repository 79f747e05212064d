package dev.parley.postprocessor.timers;

import java.time.Duration;

/**
 * How the timers work.
 *
 * @param interval how often it is looked for due ones
 * @param limit how many due ones a partition tells at once; the rest at the next interval
 */
record TimerSettings(IdleRules idle, RetryRules retry, Duration interval, int limit) {}
