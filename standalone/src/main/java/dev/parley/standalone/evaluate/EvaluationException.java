package dev.parley.standalone.evaluate;

/** Says why a file cannot be evaluated, and where; fit to be shown to the operator. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvaluationException(String message) {
        super(message);
    }
}
