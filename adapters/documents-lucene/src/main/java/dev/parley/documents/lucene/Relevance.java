package dev.parley.documents.lucene;

/**
 * How well a passage fits a question: mostly by meaning, a little by words. The sum of scores and
 * not of ranks: a question without the document's words has a best passage by words all the same,
 * and its rank would count as much as the rank by meaning (measured, see the ADR).
 *
 * @param cosine -1 to 1
 * @param words BM25, 0 when the passage shares no word with the question
 */
record Relevance(double cosine, double words) {
    private static final double MEANING = 0.8;

    /** A BM25 score of this size counts half: about two rare words. */
    private static final double HALF = 6;

    double value() {
        return MEANING * cosine + (1 - MEANING) * words / (words + HALF);
    }
}
