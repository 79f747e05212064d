package dev.parley.conversation.organization;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an organization decides for itself; absent means that the services' own setting counts.
 *
 * @param documentThreshold the score from which a passage answers a question, on the scale of the
 *     embedding model, 0 to 1; absent means the search's own, as measured
 * @param cooldown how long one turn keeps others from its conversation, 1 second to 10 minutes,
 *     renewed while the turn goes on; longer than a third of a turn's lease, or it ends before its
 *     first renewal
 * @param reopenWindow how long after its end a conversation is opened again by a new message, 0 (at
 *     no time) to 365 days; after that a new conversation takes its place
 * @param retention how long an ended conversation is kept, 1 to 3,650 days
 * @param inactivity after how long a silence of the customer a conversation is closed, 1 minute to
 *     365 days; after half of it they are reminded
 * @param settle how long a customer must have been silent before a turn begins, so that a burst is
 *     answered once, 0 to 1 minute
 * @param redriveWithin how old a parked message may be to be answered after all, 1 minute to 365
 *     days
 */
public record Policies(
        @Nullable Double documentThreshold,
        @Nullable Duration cooldown,
        @Nullable Duration reopenWindow,
        @Nullable Duration retention,
        @Nullable Duration inactivity,
        @Nullable Duration settle,
        @Nullable Duration redriveWithin) {
    /** Everything as the services have it. */
    public static final Policies NONE = new Policies(null, null, null, null, null, null, null);
}
