package dev.parley.ingest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a send ended, as the channel tells it. */
public sealed interface SendResult {
    /**
     * The channel took it.
     *
     * @param providerId the id it gave the message
     */
    record Sent(@Nullable String providerId) implements SendResult {}

    /**
     * The channel certainly did not take it, and may later: connection refused, rate limit.
     *
     * @param after how long the channel asks to wait, if it does
     */
    record Retry(@Nullable Duration after, String cause) implements SendResult {}

    /** The channel certainly did not take it and never will. */
    record Failed(String cause) implements SendResult {}

    /** It may have arrived or not: a timeout, a broken connection, an error without an answer. */
    record Unknown(String cause) implements SendResult {}
}
