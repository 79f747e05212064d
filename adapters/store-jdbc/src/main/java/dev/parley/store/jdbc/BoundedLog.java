package dev.parley.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps SQLite's log bounded. SQLite copies it into the database by itself, but begins it anew only
 * at a moment without readers, which a busy store never has: the log grows, and each read looks
 * through more of it. So the writer, between two transactions, waits for the readers of the old log
 * once it is long; those that come meanwhile read the database. Belongs to the writer's thread.
 */
final class BoundedLog {
    /** Four times what SQLite's own copying keeps it at where readers leave it moments. */
    static final long LIMIT = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BoundedLog.class);

    /** Looking at the file at each commit would cost more than it tells. */
    private static final int COMMITS_BETWEEN_LOOKS = 16;

    private final Path log;
    private final Session session;
    private final long limit;
    private long next;
    private int commits;

    /**
     * @param session the writer's own
     * @param limit bytes from which on the log is cut
     */
    BoundedLog(SqliteFile file, Session session, long limit) {
        this.log = file.log();
        this.session = session;
        this.limit = limit;
        this.next = limit;
    }

    /** After a commit: cuts the log if it is long. Never throws; what is committed stays so. */
    void committed() {
        if (++commits % COMMITS_BETWEEN_LOOKS != 0) {
            return;
        }
        try {
            long size = size();
            if (size > next) {
                boolean cut = SqliteFile.emptyLog(session);
                // A read that takes long was in the way: it is waited for again in a while.
                next = cut ? limit : size + limit / 4;
                LOG.debug("the log had {} bytes, {}", size, cut ? "it is cut" : "a read holds it");
            }
        } catch (IOException | RuntimeException e) {
            next = Long.MAX_VALUE; // SQLite's own copying goes on
            LOG.warn("the log of the database cannot be kept short any more", e);
        }
    }

    private long size() throws IOException {
        try {
            return Files.size(log);
        } catch (NoSuchFileException _) {
            return 0;
        }
    }
}
