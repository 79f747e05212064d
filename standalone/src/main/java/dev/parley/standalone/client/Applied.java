package dev.parley.standalone.client;

import org.jspecify.annotations.Nullable;

/**
 * What came of a configuration.
 *
 * @param version the one that is held, or would be
 * @param apiKey the organization's first key when it is new; the server shows it only this once
 */
public record Applied(long version, Outcome outcome, @Nullable String apiKey) {
    /** What it came to. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED
    }
}
