package dev.parley.conversation.document;

import java.util.List;

/** Finds passages of one organization. Thread-safe; computes, so call it from few threads. */
public interface PassageSearch {
    /**
     * The passages that fit best, best first, by meaning and by words together; never of another
     * organization.
     *
     * @param question as the customer put it
     * @param limit at most so many
     * @return fewer than the limit, or none, when the organization has no more
     */
    List<FoundPassage> search(String organization, String question, int limit);

    /** The score from which a passage answers a question, for the model in use, as measured. */
    double threshold();
}
