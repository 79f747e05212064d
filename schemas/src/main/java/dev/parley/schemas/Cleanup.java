package dev.parley.schemas;

import java.time.Duration;

/** What the broker does with old records of a topic. */
public sealed interface Cleanup {

    /** Records go once they are this old. */
    record Delete(Duration retention) implements Cleanup {}

    /** The newest record of each key stays for ever, older ones go. */
    record Compact() implements Cleanup {}
}
