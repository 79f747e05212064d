package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prints rough figures of this machine; asserts only that everything was handled. */
@Timeout(180)
class FiguresIT {

    private static final int PARTITIONS = 4;

    @TempDir static Path directory;
    private static EmbeddedKafka kafka;
    private Lane lane;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(directory, 0);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void createLane() throws Exception {
        lane = Lane.create(kafka, PARTITIONS);
    }

    @AfterEach
    void closeLane() {
        lane.close();
    }

    @Test
    void handlersThatDoNothing() throws Exception {
        int records = 300_000;
        lane.sendMany(Topic.WAKEUPS, records, 5_000);
        measure("no-op, 5,000 keys", lane.settings(Topic.WAKEUPS), records, Outcome::done);
    }

    /** The ideal is 5,000/s: one thousand in flight, each 200 ms. */
    @Test
    void handlersThatWait() throws Exception {
        int records = 25_000;
        lane.sendMany(Topic.WAKEUPS, records, 5_000);
        measure(
                "200 ms each, 1,000 in flight",
                lane.settings(Topic.WAKEUPS).withMaxInFlight(1_000).withMaxBuffered(8_192),
                records,
                () -> {
                    LockSupport.parkNanos(200_000_000);
                    return Outcome.done();
                });
    }

    @Test
    void latencyFromPublishToHandler() throws Exception {
        int records = 3_000;
        var sent = new AtomicLongArray(records);
        var taken = new AtomicLongArray(records);
        var handled = new AtomicInteger();
        RecordHandler handler =
                record -> {
                    int number = Lane.number(record);
                    taken.set(number, System.nanoTime() - sent.get(number));
                    handled.incrementAndGet();
                    return Outcome.done();
                };
        try (var processor = lane.processor(lane.settings(Topic.WAKEUPS), handler)) {
            processor.start();
            for (int number = 0; number < records; number++) {
                sent.set(number, System.nanoTime());
                var _ =
                        lane.publisher.publish(
                                lane.name(Topic.WAKEUPS),
                                Lane.key(number % 200),
                                Lane.wakeup(number),
                                TraceContext.root());
                LockSupport.parkNanos(2_000_000);
            }
            Await.until("all are handled", () -> handled.get() == records);
        }
        var warm =
                LongStream.range(records / 3, records)
                        .map(i -> taken.get((int) i))
                        .sorted()
                        .toArray();
        System.out.printf(
                "publish to handler at about 450/s: p50 %.1f ms, p99 %.1f ms%n",
                warm[warm.length / 2] / 1e6, warm[warm.length * 99 / 100] / 1e6);
    }

    private interface Work {
        Outcome run() throws Exception;
    }

    private void measure(String what, ProcessorSettings settings, int records, Work work)
            throws Exception {
        var handled = new AtomicInteger();
        RecordHandler handler =
                _ -> {
                    var outcome = work.run();
                    handled.incrementAndGet();
                    return outcome;
                };
        try (var processor = lane.processor(settings, handler)) {
            processor.start();
            Await.until("the first record", () -> handled.get() > 0);
            int before = handled.get();
            long start = System.nanoTime();
            Await.until("all are handled", Duration.ofSeconds(90), () -> handled.get() == records);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%s: %,.0f records/s (%,d records)%n",
                    what, (records - before) / seconds, records);
            Await.until("all is committed", () -> lane.committedRecords() == records);
        }
        assertThat(handled.get()).isEqualTo(records);
    }
}
