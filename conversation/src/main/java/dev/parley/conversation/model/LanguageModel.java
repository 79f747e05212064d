package dev.parley.conversation.model;

import java.time.Duration;

/**
 * A language model behind any vendor's interface.
 *
 * <p>An adapter retries nothing itself. Thread-safe; both calls block, so make them from a virtual
 * thread, and interrupt that thread to cancel the call.
 */
public interface LanguageModel {
    /**
     * Answers a prompt.
     *
     * @throws ModelException when the model gave no usable answer
     * @throws InterruptedException when the caller's thread was interrupted; the call is given up
     */
    ModelAnswer generate(ModelRequest request) throws ModelException, InterruptedException;

    /**
     * Answers a prompt and shows the text while it is written. What was shown is a preview: only
     * the returned answer counts, and after a failure nothing does.
     *
     * @param preview gets the text piece by piece, in order, from one thread at a time and before
     *     this call returns; it must neither block nor throw
     * @throws ModelException when the model gave no usable answer; a stream that ends without a
     *     finish reason is one
     * @throws InterruptedException when the caller's thread was interrupted; the call is given up
     */
    ModelAnswer stream(ModelRequest request, TextPreview preview)
            throws ModelException, InterruptedException;

    /** The longest that a call may take, by its settings; zero where none says so. */
    default Duration longestCall() {
        return Duration.ZERO;
    }

    /** Takes the text of an answer while it is written. */
    @FunctionalInterface
    interface TextPreview {
        /**
         * Takes the next piece.
         *
         * @param piece never empty
         */
        void text(String piece);
    }
}
