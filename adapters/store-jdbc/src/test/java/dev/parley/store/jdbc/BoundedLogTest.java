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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is read from at every moment. */
class BoundedLogTest {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LIMIT = 4 * MEBIBYTE;
    private static final StoreClock CLOCK = StoreClock.of(() -> Instant.EPOCH);

    @TempDir private Path directory;
    private final ReadWriteLock gate = new ReentrantReadWriteLock(true);
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
        try (var _ = new ReadersAtEveryMoment(file, gate.readLock())) {
            return write(limit);
        }
    }

    private long write(long limit) throws IOException {
        long longest = 0;
        try (var session = file.open()) {
            var log = new BoundedLog(file, session, gate.writeLock(), limit);
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

    /** Three that read for so long that one has always begun some commits ago. */
    private static final class ReadersAtEveryMoment implements AutoCloseable {
        private static final long LASTING_NANOS = 20_000_000;

        private final CountDownLatch begun = new CountDownLatch(3);
        private final List<FutureTask<Long>> readings = new ArrayList<>();
        private volatile boolean over;

        ReadersAtEveryMoment(SqliteFile file, Lock gate) throws InterruptedException {
            for (int i = 0; i < 3; i++) {
                var reading = new FutureTask<>(() -> read(file, gate));
                Thread.ofPlatform().daemon().start(reading);
                readings.add(reading);
            }
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        }

        private long read(SqliteFile file, Lock gate) {
            long reads = 0;
            try (var session = file.open()) {
                for (; !over; reads++) {
                    gate.lock();
                    try {
                        session.beginReading();
                        var _ =
                                session.first(
                                        "SELECT version FROM conversations LIMIT 1",
                                        _ -> {},
                                        Columns::number);
                        begun.countDown();
                        LockSupport.parkNanos(LASTING_NANOS);
                        session.rollbackIfOpen();
                    } finally {
                        gate.unlock();
                    }
                }
            }
            return reads;
        }

        /** Fails if a reading did. */
        @Override
        public void close() throws Exception {
            over = true;
            for (var reading : readings) {
                assertThat(reading.get(20, TimeUnit.SECONDS)).isPositive();
            }
        }
    }
}
