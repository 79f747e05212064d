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
import java.util.concurrent.locks.LockSupport;
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

    /**
     * Makes a standby that follows this server's log as it comes, some moments behind: commits here
     * do not wait for it. It has the databases of this server, to be read, until it is promoted.
     */
    public Postgres standby(String name) {
        var copy = named(name);
        BaseBackup.of(this, directory, copy);
        return new Postgres(copy);
    }

    /** Waits until a standby has all that this server has committed. */
    public void awaitFollowing(Postgres standby) {
        var end = ask("SELECT pg_current_wal_lsn()::text");
        standby.await("SELECT pg_last_wal_replay_lsn() >= '%s'::pg_lsn".formatted(end));
    }

    /** Cuts a standby off from its server, which goes on without noticing. */
    public void stopFollowing() {
        run("postgres", "ALTER SYSTEM SET primary_conninfo = ''");
        run("postgres", "SELECT pg_reload_conf()");
        await("SELECT NOT EXISTS (SELECT 1 FROM pg_stat_wal_receiver)");
    }

    /** Makes a standby the server, with what it has. */
    public void promote() {
        await("SELECT pg_promote()");
        await("SELECT NOT pg_is_in_recovery()");
    }

    /** Where a database is found on this server, or on another once that took its place. */
    public String urlOrOn(String url, Postgres other) {
        var here = "127.0.0.1:" + port;
        return url.replace(here, here + ",127.0.0.1:" + other.port);
    }

    private void await(String condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!ask(condition).equals("t")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited too long for: " + condition);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private String ask(String sql) {
        try (var connection = DriverManager.getConnection(url("postgres"), USER, null);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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

    String url(String database) {
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
