package dev.parley.planner;

import dev.parley.conversation.document.FoundPassage;
import java.util.List;

/** What looking into an organization's documents brought. */
sealed interface Retrieval {
    /** Nobody looked. */
    record None(String reason) implements Retrieval {}

    /**
     * A search ended in time.
     *
     * @param passages best first
     * @param threshold the cosine similarity from which a passage answers a question
     */
    record Found(List<FoundPassage> passages, double threshold) implements Retrieval {
        public Found {
            passages = List.copyOf(passages);
        }
    }

    /** A search failed, or was too slow; the turn goes on without passages. */
    record Failed(String cause) implements Retrieval {}
}
