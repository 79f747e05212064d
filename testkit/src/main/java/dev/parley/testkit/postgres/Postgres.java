package dev.parley.testkit.postgres;

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
public final class Postgres implements AutoCloseable {
    /** Its superuser, who needs no password. */
    public static final String USER = "postgres";

    private static final Path DATA = Path.of("target", "postgres");
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable Postgres shared;

    private final Path directory;
    private int port;
    private EmbeddedPostgres server;

    private Postgres(Path directory) {
        this.directory = directory;
        server = start();
        port = server.getPort();
    }

    /** A server on a directory of the caller's, who closes it and ends what a killed JVM left. */
    public static Postgres start(Path directory) {
        return new Postgres(directory.toAbsolutePath());
    }

    private static Path named(String name) {
        return DATA.resolve(ProcessHandle.current().pid() + "-" + name).toAbsolutePath();
    }

    /** The server that tests share. */
    public static synchronized Postgres shared() {
        if (shared == null) {
            Orphans.end(DATA);
            shared = new Postgres(named("shared"));
        }
        return shared;
    }

    /** A server that a test may stop. */
    public static Postgres own(String name) {
        return new Postgres(named(name));
    }

    /** Makes an empty database, of a language whose order of texts is not that of their bytes. */
    public String newDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        run(
                "postgres",
                "CREATE DATABASE %s TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
                        .formatted(name));
        return url(name);
    }

    /** Runs a statement on a connection of its own. */
    public void run(String database, String sql) {
        try (var connection = DriverManager.getConnection(url(database), USER, null);
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
    public void stop() {
        close();
    }

    /** Kills the server's first process; the others notice and end too. */
    public void crash() {
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
    public void startAgain() {
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
