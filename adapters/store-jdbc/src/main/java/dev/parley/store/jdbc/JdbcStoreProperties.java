package dev.parley.store.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where conversations are kept.
 *
 * @param kind which database
 * @param timeout how long a caller waits for the store before it counts as unavailable
 * @param sqlite settings of the embedded database
 */
@ConfigurationProperties(prefix = "parley.store", ignoreUnknownFields = false)
record JdbcStoreProperties(
        @DefaultValue("sqlite") Kind kind,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue Sqlite sqlite) {

    /** The databases this adapter speaks to. */
    enum Kind {
        SQLITE
    }

    /** How much a commit waits for. */
    enum Synchronous {
        /**
         * What was acknowledged survives the end of the process, {@code kill -9} included. A power
         * failure or a crash of the operating system may take back the newest commits; what is left
         * is consistent.
         */
        NORMAL,
        /** Survives a power failure too: each commit waits for the disk. */
        FULL
    }

    /**
     * @param path the database file; its directory is created
     * @param synchronous how much a commit waits for
     * @param maxBatch steps that share one commit, at most
     * @param maxQueued steps, and reads, that wait at most; further callers wait for a place
     * @param readers connections that read
     */
    record Sqlite(
            @DefaultValue("data/parley.db") String path,
            @DefaultValue("NORMAL") Synchronous synchronous,
            @DefaultValue("256") int maxBatch,
            @DefaultValue("1024") int maxQueued,
            @DefaultValue("2") int readers) {
        Sqlite {
            if (path.isBlank()) {
                throw new IllegalArgumentException("parley.store.sqlite.path must not be empty");
            }
            requireAtLeastOne("max-batch", maxBatch);
            requireAtLeastOne("max-queued", maxQueued);
            requireAtLeastOne("readers", readers);
        }

        private static void requireAtLeastOne(String key, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(
                        "parley.store.sqlite.%s must be at least 1, not %d".formatted(key, value));
            }
        }
    }

    JdbcStoreProperties {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.store.timeout must be above zero, not " + timeout);
        }
    }
}
