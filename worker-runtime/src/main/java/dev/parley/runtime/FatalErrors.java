package dev.parley.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The one rule about errors after which this JVM is of no use: OutOfMemoryError and every other
 * VirtualMachineError, wherever it is in the chain of causes, ends the process. A
 * StackOverflowError is not among them: it is about what was being worked on.
 */
final class FatalErrors {

    private FatalErrors() {}

    /** The error that ends the process; null when there is none in the chain. */
    static @Nullable Error in(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < FailureClassifier.MAX_DEPTH; depth++) {
            if (cause instanceof VirtualMachineError error
                    && !(cause instanceof StackOverflowError)) {
                return error;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Throws the error that ends the process, if there is one in the chain. */
    static void rethrow(Throwable failure) {
        var fatal = in(failure);
        if (fatal != null) {
            throw fatal;
        }
    }
}
