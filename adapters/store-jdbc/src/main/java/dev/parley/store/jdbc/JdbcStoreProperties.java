package dev.parley.store.jdbc;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where conversations are kept.
 *
 * @param kind which database
 * @param timeout how long a caller waits for the store before it counts as unavailable; 100 ms at
 *     least
 * @param durability what an acknowledged step outlives; when not set, BUFFERED on SQLite and
 *     FLUSHED on PostgreSQL
 * @param sqlite settings of the embedded database
 * @param postgresql settings of the database server
 */
@ConfigurationProperties(prefix = "parley.store", ignoreUnknownFields = false)
record JdbcStoreProperties(
        @DefaultValue("sqlite") Kind kind,
        @DefaultValue("10s") Duration timeout,
        @Nullable Durability durability,
        @DefaultValue Sqlite sqlite,
        @DefaultValue @NestedConfigurationProperty PostgresProperties postgresql) {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

    /** The databases this adapter speaks to. */
    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    /**
     * @param path the database file; its directory is created
     * @param maxBatch steps that share one commit, at most
     * @param maxQueued steps, and reads, that wait at most; further callers wait for a place
     * @param readers connections that read
     */
    record Sqlite(
            @DefaultValue("data/parley.db") String path,
            @DefaultValue("256") int maxBatch,
            @DefaultValue("1024") int maxQueued,
            @DefaultValue("2") int readers) {
        Sqlite {
            if (path.isBlank()) {
                throw new IllegalArgumentException("parley.store.sqlite.path must not be empty");
            }
            requireAtLeastOne("sqlite.max-batch", maxBatch);
            requireAtLeastOne("sqlite.max-queued", maxQueued);
            requireAtLeastOne("sqlite.readers", readers);
        }
    }

    JdbcStoreProperties {
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0) {
            throw new IllegalArgumentException(
                    "parley.store.timeout must be at least 100ms, not " + timeout);
        }
        if (kind == Kind.POSTGRESQL && postgresql.url().isEmpty()) {
            throw new IllegalArgumentException(
                    "parley.store.postgresql.url must be set for parley.store.kind=postgresql");
        }
    }

    /** The durability that is set, or the default of the database. */
    Durability effectiveDurability() {
        var otherwise =
                switch (kind) {
                    case SQLITE -> Durability.BUFFERED;
                    case POSTGRESQL -> Durability.FLUSHED;
                };
        return Objects.requireNonNullElse(durability, otherwise);
    }

    static void requireAtLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "parley.store.%s must be at least 1, not %d".formatted(key, value));
        }
    }
}
