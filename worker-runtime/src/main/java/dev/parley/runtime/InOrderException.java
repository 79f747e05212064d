package dev.parley.runtime;

/**
 * Something failed that no later record of the key may overtake, such as the storing of a message.
 * The record is tried again in its place, unlike others that fail: without end while infrastructure
 * is down, which the cause tells; otherwise as often as {@link Patience#maxFailures} allows, then
 * it becomes a dead letter and its key goes on.
 */
public final class InOrderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InOrderException(String message, Throwable cause) {
        super(message, cause);
    }
}
