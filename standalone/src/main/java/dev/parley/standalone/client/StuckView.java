package dev.parley.standalone.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in which a message has waited for long.
 *
 * @param dueAt when the sweep looks at it
 * @param turn the open turn, if there is one
 */
public record StuckView(
        String organization,
        String conversation,
        String status,
        Instant waitingSince,
        long unanswered,
        @Nullable Instant dueAt,
        @Nullable TurnView turn) {
    /** The open turn, with what went wrong. */
    public record TurnView(
            long number,
            String phase,
            int attempt,
            int begins,
            int failures,
            @Nullable String lastFailure,
            Instant leaseUntil,
            @Nullable Instant notBefore) {}
}
