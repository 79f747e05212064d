package dev.parley.kafka;

import org.jspecify.annotations.Nullable;

/**
 * A topic on the cluster is not the one this process is configured for, and going on would put
 * records where nobody looks for them. The message names the topic, both values and what to do.
 */
public final class TopicMismatchException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    TopicMismatchException(String message) {
        super(message);
    }

    /** What a failed start came from, if it was this. */
    public static @Nullable TopicMismatchException cause(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof TopicMismatchException found) {
                return found;
            }
        }
        return null;
    }
}
