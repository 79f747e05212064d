package dev.parley.documents.evaluation;

import java.util.List;

/**
 * A question and what answers it.
 *
 * @param documents ids of the documents that answer it; empty when none does
 */
public record LabelledQuestion(String question, List<String> documents) {
    public LabelledQuestion {
        documents = List.copyOf(documents);
    }

    /** Whether any document answers it. */
    public boolean isAnswerable() {
        return !documents.isEmpty();
    }
}
