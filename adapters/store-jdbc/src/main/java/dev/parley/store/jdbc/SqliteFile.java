package dev.parley.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The database file and how connections to it are set up. */
record SqliteFile(Path path, Durability durability) {
    /**
     * The log is copied into the database each time it holds so many pages of 4 KiB: seldom enough
     * to cost little, often enough to keep the log near 16 MiB.
     */
    private static final int PAGES_BETWEEN_CHECKPOINTS = 4_000;

    private static final String BUSY_TIMEOUT = "PRAGMA busy_timeout = 5000";
    private static final int MOMENT_MILLIS = 1_000;

    /** Opens a connection, creating directory and file where they are missing. */
    Session open() {
        return open(new UnreadableRows());
    }

    /** The same, counting the rows that cannot be read. */
    Session open(UnreadableRows unreadable) {
        try {
            var directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            return connect(unreadable);
        } catch (IOException e) {
            throw new UncheckedIOException("parley.store.sqlite.path: cannot create " + path, e);
        }
    }

    /**
     * Copies the log into the database and cuts it to nothing, so that nothing that was deleted is
     * left in it. Waits for readers and the writer as long as any statement does.
     *
     * @return false when somebody was in the way
     */
    boolean emptyLog() {
        try (var session = open()) {
            return copyAndCut(session);
        }
    }

    /**
     * The same between two transactions of a session, waiting for readers a moment only: its writes
     * wait with it.
     */
    static boolean emptyLog(Session session) {
        session.runOnce("PRAGMA busy_timeout = " + MOMENT_MILLIS);
        try {
            return copyAndCut(session);
        } finally {
            session.runOnce(BUSY_TIMEOUT);
        }
    }

    private static boolean copyAndCut(Session session) {
        return session.first("PRAGMA wal_checkpoint(TRUNCATE)", _ -> {}, Columns::number).orElse(1L)
                == 0;
    }

    /** Where SQLite keeps the log. */
    Path log() {
        return path.resolveSibling(path.getFileName() + "-wal");
    }

    private Session connect(UnreadableRows unreadable) {
        try {
            var session =
                    new Session(
                            configuration().createConnection("jdbc:sqlite:" + path),
                            Dialect.SQLITE,
                            _ -> {},
                            unreadable);
            try {
                pragmas().forEach(session::runOnce);
                return session;
            } catch (RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(Dialect.SQLITE, "open " + path, e);
        }
    }

    /** Without SQLite's own locks, because a connection belongs to one thread at a time. */
    private static SQLiteConfig configuration() {
        var configuration = new SQLiteConfig();
        configuration.setOpenMode(SQLiteOpenMode.NOMUTEX);
        return configuration;
    }

    /** NORMAL waits for the disk at checkpoints only, FULL at each commit. */
    private String synchronous() {
        return switch (durability) {
            case BUFFERED -> "NORMAL";
            case FLUSHED -> "FULL";
        };
    }

    private List<String> pragmas() {
        return List.of(
                BUSY_TIMEOUT,
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = " + synchronous(),
                "PRAGMA wal_autocheckpoint = " + PAGES_BETWEEN_CHECKPOINTS,
                "PRAGMA secure_delete = ON", // what was erased is not left in free pages
                "PRAGMA cache_size = -16384",
                "PRAGMA temp_store = MEMORY");
    }
}
