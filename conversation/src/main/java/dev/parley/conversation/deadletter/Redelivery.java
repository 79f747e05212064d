package dev.parley.conversation.deadletter;

/** Gives a record that was given up to its topic once more, as it was. Thread-safe. */
public interface Redelivery {
    /**
     * Returns when the record is durable. Called again it is there once more; whoever reads it
     * knows what it has seen.
     *
     * @throws IllegalArgumentException naming a topic that is none of ours
     * @throws RuntimeException when it may not be durable, and can be tried again
     */
    void again(GivenUpRecord record);
}
