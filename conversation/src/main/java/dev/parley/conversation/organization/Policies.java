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
 *     no time) to 365 days; not used yet
 * @param retention how long an ended conversation is kept, 1 to 3,650 days; not used yet
 */
public record Policies(
        @Nullable Double documentThreshold,
        @Nullable Duration cooldown,
        @Nullable Duration reopenWindow,
        @Nullable Duration retention) {
    /** Everything as the services have it. */
    public static final Policies NONE = new Policies(null, null, null, null);
}
