package dev.parley.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps SQLite's log bounded. SQLite copies it into the database by itself, but begins it anew only
 * at a moment without readers of what was before, which a busy store never has: the log grows, and
 * each read looks through more of it. SQLite can wait for such a moment, but readers that take each
 * other's places keep it from coming. So the writer, between two transactions, has this process's
 * readers pause once the log is long. Belongs to the writer's thread.
 */
final class BoundedLog {
    /** Four times what SQLite's own copying keeps it at where readers leave it moments. */
    static final long LIMIT = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BoundedLog.class);

    /** Looking at the file at each commit would cost more than it tells. */
    private static final int COMMITS_BETWEEN_LOOKS = 16;

    /** How long a read that has begun is waited for, while others wait behind. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final Path log;
    private final Session session;
    private final Lock pause;
    private final long limit;
    private long next;
    private int commits;

    /**
     * @param session the writer's own
     * @param pause held while nobody of this process reads
     * @param limit bytes from which on the log is cut
     */
    BoundedLog(SqliteFile file, Session session, Lock pause, long limit) {
        this.log = file.log();
        this.session = session;
        this.pause = pause;
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
                // Whatever is in the way, a read that takes long or worse, may be gone in a while.
                next = size + limit / 4;
                boolean cut = cut();
                next = cut ? limit : next;
                LOG.debug("the log had {} bytes, {}", size, cut ? "it is cut" : "a read holds it");
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the log of the database could not be cut", e);
        }
    }

    private boolean cut() {
        try {
            if (!pause.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return SqliteFile.emptyLog(session);
        } finally {
            pause.unlock();
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
