package dev.parley.conversation;

/** Where the edge puts accepted messages. Thread-safe. */
public interface Inbox {
    /**
     * Puts a message in; it is accepted once this returns, and is never lost from then on.
     *
     * @throws RuntimeException when it may not be durable; the sender is told to try again, with
     *     the same id
     */
    void accept(InboundMessage message);
}
