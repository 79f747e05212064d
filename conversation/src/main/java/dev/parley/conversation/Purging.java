package dev.parley.conversation;

/**
 * Removes what erased conversations held, a slice after the other, so that no one waits longer than
 * a slice takes however much there is.
 *
 * @param slice rows of each kind that go at once
 * @param slices how many go in one call at most; the rest is left to the next
 */
public record Purging(ConversationStore store, int slice, int slices) {
    /** For callers that somebody waits for: some 40,000 messages, the rest by retention. */
    public Purging(ConversationStore store) {
        this(store, 200, 200);
    }

    /** Tells whether nothing is left. */
    public boolean purge(ConversationId id) {
        for (int i = 0; i < slices; i++) {
            if (!store.purge(id, slice)) {
                return true;
            }
        }
        return false;
    }
}
