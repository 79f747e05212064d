package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.MessageKey;
import dev.parley.conversation.turn.Append;
import dev.parley.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is read from at every moment. */
class BoundedLogTest {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LIMIT = 4 * MEBIBYTE;
    private static final StoreClock CLOCK = StoreClock.of(() -> Instant.EPOCH);

    @TempDir private Path directory;
    private SqliteFile file;

    @BeforeEach
    void schema() {
        file = new SqliteFile(directory.resolve("parley.db"), Durability.BUFFERED);
        try (var session = file.open()) {
            Schema.migrate(session, CLOCK);
        }
    }

    @Test
    void logStaysNearItsLimitThoughSomebodyReadsAtEveryMoment() throws Exception {
        assertThat(longestLog(LIMIT)).isLessThan(3 * LIMIT);
    }

    /** The control: what SQLite does by itself. */
    @Test
    void withoutALimitItGrowsWithWhatIsWritten() throws Exception {
        assertThat(longestLog(Long.MAX_VALUE)).isGreaterThan(24 * MEBIBYTE);
    }

    private long longestLog(long limit) throws Exception {
        try (var _ = new ReadersAtEveryMoment(file)) {
            return write(limit);
        }
    }

    private long write(long limit) throws IOException {
        long longest = 0;
        try (var session = file.open()) {
            var log = new BoundedLog(file, session, limit);
            var writing = new WritingSession(session, CLOCK, new NewestWrite(), log::committed);
            for (int i = 0; i < 1_500; i++) {
                writing.runTogether(List.of(new Operation<>(append(i))));
                longest = Math.max(longest, Files.size(file.log()));
            }
        }
        return longest;
    }

    private static Append append(int number) {
        var sample = Samples.append(new ConversationId("acme", "c" + number), "m1");
        return new Append(
                sample.conversation(),
                sample.channel(),
                new MessageKey("acme", "main", "m" + number),
                "m1",
                sample.author(),
                "long ".repeat(2_000),
                null,
                Samples.GRACE);
    }

    /** Two that read in turns, so that one has always begun before the other ends. */
    private static final class ReadersAtEveryMoment implements AutoCloseable {
        private final AtomicLong reads = new AtomicLong();
        private final Semaphore first = new Semaphore(0);
        private final Semaphore second = new Semaphore(0);
        private final List<Thread> threads;
        private volatile boolean over;

        ReadersAtEveryMoment(SqliteFile file) throws InterruptedException {
            threads =
                    List.of(
                            Thread.ofPlatform().start(() -> read(file, first, second, 0)),
                            Thread.ofPlatform().start(() -> read(file, second, first, 1)));
            while (reads.get() < 10) {
                Thread.onSpinWait();
            }
        }

        /**
         * @param lead how many reads of the other are behind before the first ends
         */
        private void read(SqliteFile file, Semaphore own, Semaphore other, int lead) {
            try (var session = file.open()) {
                other.acquireUninterruptibly(lead);
                while (!over) {
                    session.beginReading();
                    var _ =
                            session.first(
                                    "SELECT version FROM conversations LIMIT 1",
                                    _ -> {},
                                    Columns::number);
                    reads.incrementAndGet();
                    own.release();
                    other.acquireUninterruptibly();
                    session.rollbackIfOpen();
                }
            } finally {
                own.release(1_000); // lets the other go
            }
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            for (var thread : threads) {
                thread.join();
            }
        }
    }
}
