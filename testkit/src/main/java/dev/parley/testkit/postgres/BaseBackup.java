package dev.parley.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;

/** The directory of a standby, copied from a server that runs: what pg_basebackup does. */
final class BaseBackup {
    /** What belongs to the server that runs, or comes by the log. */
    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    /** Directories that are there and empty. */
    private static final Set<String> EMPTY = Set.of("pg_wal", "pg_replslot", "pg_dynshmem");

    private BaseBackup() {}

    static void of(Postgres server, Path from, Path to) {
        try (var connection =
                DriverManager.getConnection(server.url("postgres"), Postgres.USER, null)) {
            ask(connection, "SELECT pg_backup_start('standby', true)");
            copy(from, to);
            var label =
                    ask(
                            connection,
                            "SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)");
            Files.writeString(to.resolve("backup_label"), label);
            Files.createFile(to.resolve("standby.signal"));
            var address = connection.getMetaData().getURL();
            Files.writeString(
                    to.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=%s user=%s'%n"
                            .formatted(address.replaceAll(".*:(\\d+)/.*", "$1"), Postgres.USER),
                    StandardOpenOption.APPEND);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) throws IOException {
                        var made = to.resolve(from.relativize(directory));
                        Files.createDirectories(made);
                        Files.setPosixFilePermissions(
                                made, PosixFilePermissions.fromString("rwx------"));
                        if (EMPTY.contains(directory.getFileName().toString())) {
                            if (directory.endsWith("pg_wal")) {
                                Files.createDirectories(made.resolve("archive_status"));
                            }
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (!LEFT_OUT.contains(file.getFileName().toString())) {
                            copyIfThere(file, to.resolve(from.relativize(file)));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
    }

    /** A server that runs removes files; the log tells of them. */
    private static void copyIfThere(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(copy);
        }
    }
}
