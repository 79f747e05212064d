package dev.parley.conversation.turn;

import dev.parley.conversation.Timeline;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a burst may take to end before a turn answers it: people write in pieces.
 *
 * @param quiet how long the customer must have been silent; zero means that nothing is waited for
 * @param atMost how long the first of the waiting messages waits at most, however long the burst
 */
public record Settle(Duration quiet, Duration atMost) {
    /** Answers at once. */
    public static final Settle NONE = new Settle(Duration.ZERO, Duration.ZERO);

    public Settle {
        if (quiet.isNegative() || atMost.compareTo(quiet) < 0) {
            throw new IllegalArgumentException(
                    "quiet must not be negative, nor above atMost: %s, %s"
                            .formatted(quiet, atMost));
        }
    }

    /**
     * When what is unanswered may be claimed; in the past for most. A moment further away than any
     * burst may last was written by another clock: then it is now.
     */
    Instant readyAt(Timeline timeline, Instant now) {
        var quietAt = timeline.lastInboundAt().plus(quiet);
        var since = timeline.waitingSince();
        var latest = (since == null ? timeline.lastInboundAt() : since).plus(atMost);
        var ready = quietAt.isBefore(latest) ? quietAt : latest;
        return ready.isAfter(now.plus(atMost)) ? now : ready;
    }
}
