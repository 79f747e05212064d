package dev.parley.conversation.model;

/**
 * A language model behind any vendor's interface.
 *
 * <p>An adapter retries nothing itself. Thread-safe; {@link #generate} blocks, so call it from a
 * virtual thread, and interrupt that thread to cancel the call.
 */
public interface LanguageModel {
    /**
     * Answers a prompt.
     *
     * @throws ModelException when the model gave no usable answer
     * @throws InterruptedException when the caller's thread was interrupted; the call is given up
     */
    ModelAnswer generate(ModelRequest request) throws ModelException, InterruptedException;
}
