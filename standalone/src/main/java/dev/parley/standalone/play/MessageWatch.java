package dev.parley.standalone.play;

/** Told when a message that was played comes to its end. Called by many threads at once. */
@FunctionalInterface
public interface MessageWatch {
    /** One that does nothing. */
    MessageWatch NOBODY = (_, _) -> {};

    /**
     * A message has its disposition.
     *
     * @param acceptedAt when its 2xx was seen, by {@link System#nanoTime}
     * @param settledAt when its end was seen, by the same
     */
    void settled(long acceptedAt, long settledAt);
}
