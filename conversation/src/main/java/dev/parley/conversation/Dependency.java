package dev.parley.conversation;

/**
 * Something outside the process that its work needs: a store, brokers, a model. Whoever operates it
 * wants to know which of them is away.
 */
public interface Dependency {
    /** What it is, in one word: {@code store}, {@code broker}, {@code redis}, {@code model}. */
    String name();

    /**
     * Tells whether it answers now. Asked every few seconds, never twice at once; it should cost
     * about as much as one look-up, and may block.
     *
     * @throws RuntimeException which means that it does not
     */
    boolean answers();
}
