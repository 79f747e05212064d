package dev.parley.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server as a child process. Tests share one, with a database each; it ends with the
 * JVM. A server that a killed JVM left behind is ended by the next one.
 */
final class Postgres implements AutoCloseable {
    private static final Path DATA = Path.of("target", "postgres");
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable Postgres shared;

    private final Path directory;
    private int port;
    private EmbeddedPostgres server;

    private Postgres(String name) {
        directory = DATA.resolve(ProcessHandle.current().pid() + "-" + name).toAbsolutePath();
        server = start();
        port = server.getPort();
    }

    /** The server that tests share. */
    static synchronized Postgres shared() {
        if (shared == null) {
            Orphans.end(DATA);
            shared = new Postgres("shared");
        }
        return shared;
    }

    /** A server that a test may stop. */
    static Postgres own(String name) {
        return new Postgres(name);
    }

    /** Makes an empty database, of a language whose order of texts is not that of their bytes. */
    String newDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        run(
                "postgres",
                "CREATE DATABASE %s TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
                        .formatted(name));
        return url(name);
    }

    /** Runs a statement on a connection of its own. */
    void run(String database, String sql) {
        try (var connection = DriverManager.getConnection(url(database), "postgres", null);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
    }

    /** Stops it in good order, ending all connections. */
    void stop() {
        close();
    }

    /** Kills the server's first process; the others notice and end too. */
    void crash() {
        try {
            var process = Orphans.postmaster(directory).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
            server.close(); // gives its lock up, whatever it finds
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again where it was, on the same port. */
    void startAgain() {
        server = start();
    }

    private EmbeddedPostgres start() {
        try {
            Files.createDirectories(directory);
            return EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "200")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
