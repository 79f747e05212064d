package dev.parley.runtime;

/**
 * What becomes of exceptions: the classifier decides what a failure is about, the router takes the
 * records that are given up.
 */
public record FailureHandling(FailureClassifier classifier, FailureRouter router) {

    /** The standard classifier in front of that router. */
    public static FailureHandling standard(FailureRouter router) {
        return new FailureHandling(FailureClassifier.standard(), router);
    }
}
