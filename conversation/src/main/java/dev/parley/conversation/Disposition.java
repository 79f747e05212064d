package dev.parley.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of the inbound messages in (from, through]. Ranges of a conversation never overlap.
 *
 * @param turn number of the turn that decided it, if one did
 * @param reason why, where the kind alone does not say
 */
public record Disposition(
        long from,
        long through,
        Kind kind,
        @Nullable Long turn,
        @Nullable String reason,
        Instant at) {
    /** The ends a message can come to. */
    public enum Kind {
        /** A reply of that turn answers it. */
        ANSWERED,
        /** It belongs to a person. */
        HUMAN,
        /** It needs no answer, for the reason given. */
        IGNORED,
        /** Every attempt failed; the customer got an apology, an operator can redrive it. */
        PARKED
    }

    public Disposition {
        if (from >= through) {
            throw new IllegalArgumentException("empty range (%d, %d]".formatted(from, through));
        }
    }

    /** Tells whether the position is in its range. */
    public boolean covers(long seq) {
        return seq > from && seq <= through;
    }
}
