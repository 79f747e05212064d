package dev.parley.documents.evaluation;

import org.jspecify.annotations.Nullable;

/** Says what is wrong with the files of an evaluation, in one line for who wrote them. */
public final class EvaluationException extends Exception {
    private static final long serialVersionUID = 1L;

    public EvaluationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
