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
     * @return fewer than the limit, or none, when the organization has no more; none for a blank
     *     question
     * @throws EmbeddingException when the question could not be embedded; later it may be
     */
    List<FoundPassage> search(String organization, String question, int limit);

    /**
     * The score from which a passage answers a question, for the model in use, as measured. A
     * question is worth answering when one of the passages reaches it: the first one need not, as
     * the order is by meaning and words, the score by meaning alone.
     */
    double threshold();
}
