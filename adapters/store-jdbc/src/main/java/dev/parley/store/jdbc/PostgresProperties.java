package dev.parley.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach PostgreSQL and what to ask of it. Never printed with its password.
 *
 * @param url {@code jdbc:postgresql://host[,host]/database}; parameters of the driver go into it,
 *     such as {@code sslmode} and {@code currentSchema}. It has no default
 * @param username the role; when not set, the driver's own choice
 * @param password of the role; not together with a file
 * @param passwordFile a file that holds the password, read at start; a line end behind it is left
 *     out
 * @param writers connections that write; a conversation's steps always take the same one
 * @param readers connections that read
 * @param maxBatch steps that share one commit, at most
 * @param maxQueued steps that wait for one writer, at most; further callers wait for a place
 * @param connectionTimeout how long to wait for a connection, from the pool or to the server; 250
 *     ms at least
 */
record PostgresProperties(
        @DefaultValue("") String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable Path passwordFile,
        @DefaultValue("4") int writers,
        @DefaultValue("4") int readers,
        @DefaultValue("256") int maxBatch,
        @DefaultValue("1024") int maxQueued,
        @DefaultValue("5s") Duration connectionTimeout) {

    private static final String SCHEME = "jdbc:postgresql:";

    /** The shortest that the pool takes. */
    private static final Duration SHORTEST_CONNECTION_TIMEOUT = Duration.ofMillis(250);

    PostgresProperties {
        if (!url.isEmpty() && !url.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "parley.store.postgresql.url must start with " + SCHEME);
        }
        if (password != null && passwordFile != null) {
            throw new IllegalArgumentException(
                    "parley.store.postgresql.password and password-file must not both be set");
        }
        JdbcStoreProperties.requireAtLeastOne("postgresql.writers", writers);
        JdbcStoreProperties.requireAtLeastOne("postgresql.readers", readers);
        JdbcStoreProperties.requireAtLeastOne("postgresql.max-batch", maxBatch);
        JdbcStoreProperties.requireAtLeastOne("postgresql.max-queued", maxQueued);
        if (connectionTimeout.compareTo(SHORTEST_CONNECTION_TIMEOUT) < 0) {
            throw new IllegalArgumentException(
                    "parley.store.postgresql.connection-timeout must be at least 250ms, not "
                            + connectionTimeout);
        }
    }

    /** The password that is set, or that the file holds. */
    @Nullable String secret() {
        if (passwordFile == null) {
            return password;
        }
        try {
            return Files.readString(passwordFile).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "parley.store.postgresql.password-file: cannot read " + passwordFile, e);
        }
    }

    /** Leaves out the password, and the url's parameters, which may hold one. */
    @Override
    public String toString() {
        return "PostgresProperties[url=%s, username=%s, passwordFile=%s, writers=%d, readers=%d]"
                .formatted(
                        url.replaceFirst("\\?.*", "?..."),
                        username,
                        passwordFile,
                        writers,
                        readers);
    }
}
