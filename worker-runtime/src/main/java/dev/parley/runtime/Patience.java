package dev.parley.runtime;

import java.time.Duration;

/**
 * How long a record may hold up its key.
 *
 * @param backOff wait before a record is tried again in place
 * @param maxFailures failures in place after which a record that no other may overtake becomes a
 *     dead letter; an outage does not count
 * @param unknownSchema how long a record waits for its writer's schema before it is taken for
 *     undecodable
 * @param unknownKind how long a record that holds a kind of a newer build waits for one that knows
 *     it, before it becomes a dead letter
 * @param incomplete how old the oldest incomplete record may get before the worker counts as stuck
 */
public record Patience(
        BackOff backOff,
        int maxFailures,
        Duration unknownSchema,
        Duration unknownKind,
        Duration incomplete) {

    public Patience {
        ProcessorSettings.require(maxFailures > 0, "maxFailures is not positive: " + maxFailures);
        ProcessorSettings.require(
                !unknownSchema.isNegative(), "unknownSchema is negative: " + unknownSchema);
        ProcessorSettings.require(
                !unknownKind.isNegative(), "unknownKind is negative: " + unknownKind);
        ProcessorSettings.require(
                incomplete.isPositive(), "incomplete is not positive: " + incomplete);
    }

    /** What suits handlers which wait on stores and models. */
    static final Patience STANDARD =
            new Patience(
                    BackOff.between(Duration.ofMillis(100), Duration.ofSeconds(5)),
                    8,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(15));

    Patience withBackOff(BackOff wait) {
        return new Patience(wait, maxFailures, unknownSchema, unknownKind, incomplete);
    }

    Patience withMaxFailures(int failures) {
        return new Patience(backOff, failures, unknownSchema, unknownKind, incomplete);
    }

    Patience withUnknownSchema(Duration timeout) {
        return new Patience(backOff, maxFailures, timeout, unknownKind, incomplete);
    }

    Patience withUnknownKind(Duration timeout) {
        return new Patience(backOff, maxFailures, unknownSchema, timeout, incomplete);
    }

    Patience withIncomplete(Duration limit) {
        return new Patience(backOff, maxFailures, unknownSchema, unknownKind, limit);
    }
}
