package dev.parley.ingest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What each organization may ask of one process. Messages have {@code parley.api.rate} and streams
 * {@code parley.api.streams}; the operator is not counted.
 *
 * @param readsPerSecond requests that read, in the long run; 0 means no limit, default 500
 * @param writesPerSecond requests that write anything but messages, in the long run; 0 means no
 *     limit, default 50
 * @param burstSeconds how many seconds' worth of reads or writes may come at once, 1 to 60; default
 *     10
 * @param titlesPerMinute requests for titles, each of which asks a model; 0 means no limit, default
 *     60
 * @param concurrentRequests requests that all organizations together may have at work in this
 *     process, streams and waits apart; at least 2, default 512
 * @param minimumRequests how many of them an organization always may have, however many others are
 *     at work; at least 1, default 16
 * @param minimumWaits how many of {@code parley.api.max-waiting} an organization always may have;
 *     at least 1, default 50
 * @param minimumStreams how many of {@code parley.api.streams.max} an organization always may have,
 *     however many others look on; at least 1, default 50
 * @param documents documents an organization may have; at least 1, default 5,000
 * @param documentCharacters characters their titles, links and texts may have together; at least 1,
 *     default 64,000,000
 * @param documentPassages passages they may be cut into together, which is what the index holds in
 *     memory, some 3.3 KB each; at least 1, default 100,000
 */
@ConfigurationProperties(prefix = "parley.budget", ignoreUnknownFields = false)
public record BudgetProperties(
        @DefaultValue("500") int readsPerSecond,
        @DefaultValue("50") int writesPerSecond,
        @DefaultValue("10") int burstSeconds,
        @DefaultValue("60") int titlesPerMinute,
        @DefaultValue("512") int concurrentRequests,
        @DefaultValue("16") int minimumRequests,
        @DefaultValue("50") int minimumWaits,
        @DefaultValue("50") int minimumStreams,
        @DefaultValue("5000") int documents,
        @DefaultValue("64000000") long documentCharacters,
        @DefaultValue("100000") long documentPassages) {
    private static final int LONGEST_BURST = 60;

    public BudgetProperties {
        atLeast(0, readsPerSecond, "reads-per-second");
        atLeast(0, writesPerSecond, "writes-per-second");
        require(
                burstSeconds >= 1 && burstSeconds <= LONGEST_BURST,
                "burst-seconds must be between 1 and 60");
        atLeast(0, titlesPerMinute, "titles-per-minute");
        atLeast(2, concurrentRequests, "concurrent-requests");
        atLeast(1, minimumRequests, "minimum-requests");
        atLeast(1, minimumWaits, "minimum-waits");
        atLeast(1, minimumStreams, "minimum-streams");
        atLeast(1, documents, "documents");
        atLeast(1, documentCharacters, "document-characters");
        atLeast(1, documentPassages, "document-passages");
    }

    private static void atLeast(long least, long value, String name) {
        require(value >= least, name + " must be at least " + least);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("parley.budget." + rule);
        }
    }
}
