package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class RebalanceIT {

    private static final int RECORDS = 20_000;
    private static final int KEYS = 500;
    private static final int PARTITIONS = 8;

    @TempDir static Path directory;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(directory, 0);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void membersComeAndGoUnderLoadAndNothingIsLostOrOutOfOrder() throws Exception {
        rebalanceUnderLoad("drained", Duration.ofSeconds(5), RECORDS / 2);
    }

    /** No time to drain: handlers still run when their partitions belong to somebody else. */
    @Test
    void runningHandlersOfRevokedPartitionsChangeNothing() throws Exception {
        rebalanceUnderLoad("not drained", Duration.ZERO, RECORDS);
    }

    /**
     * A handler that neither ends nor hands back must not stop the reading of what is still ours.
     */
    @Test
    void otherPartitionsAreReadWhileARevokedOneIsDrained() throws Exception {
        var release = new CountDownLatch(1);
        var blocked = ConcurrentHashMap.<Integer>newKeySet();
        var later = new AtomicInteger();
        RecordHandler first =
                record -> {
                    if (Lane.number(record) < 20) {
                        blocked.add(record.partition());
                        release.await();
                    } else {
                        later.incrementAndGet();
                    }
                    return Outcome.done();
                };
        try (var lane = Lane.create(kafka, PARTITIONS)) {
            var settings = lane.settings(Topic.WAKEUPS);
            var pace = settings.pace().withDrain(Duration.ofMinutes(2));
            settings = settings.withPace(pace.withRevoke(Duration.ofMillis(300)));
            var secondHas = ConcurrentHashMap.<Integer>newKeySet();
            lane.sendMany(Topic.WAKEUPS, 20, 20);
            var one = lane.processor(settings, first);
            var two =
                    lane.processor(
                            settings,
                            record -> {
                                secondHas.add(record.partition());
                                return Outcome.done();
                            });
            try (two) {
                one.start();
                Await.until("every partition has one that blocks", () -> blocked.size() > 5);
                two.start();
                Await.until("some moved", () -> !secondHas.isEmpty());
                for (int number = 20; number < 200; number++) {
                    lane.send(Topic.WAKEUPS, "acme/later" + number, number);
                }
                Await.until("what stayed is read on", () -> later.get() > 0);
                assertThat(release.getCount()).as("nothing has ended meanwhile").isOne();
            } finally {
                release.countDown();
                one.close();
            }
        }
    }

    private static void rebalanceUnderLoad(String name, Duration drain, int mostDuplicates)
            throws Exception {
        var history = new History();
        RecordHandler handler =
                record -> {
                    var random = ThreadLocalRandom.current();
                    TimeUnit.MILLISECONDS.sleep(
                            random.nextInt(200) == 0 ? 300 : random.nextInt(2, 12));
                    return Outcome.done();
                };
        try (var lane = Lane.create(kafka, PARTITIONS)) {
            var settings =
                    lane.settings(Topic.WAKEUPS)
                            .withMaxInFlight(32)
                            .withMaxBuffered(1_000)
                            .withDrainTimeout(drain);
            var sender =
                    Thread.ofVirtual().start(() -> lane.sendMany(Topic.WAKEUPS, RECORDS, KEYS));
            long start = System.nanoTime();
            try (var first = lane.processor(settings, history.watching(handler))) {
                first.start();
                Await.until("a tenth is done", () -> history.distinct() > RECORDS / 10);
                for (int part : new int[] {3, 5, 7}) {
                    try (var second = lane.processor(settings, history.watching(handler))) {
                        second.start();
                        Await.until("some more", () -> history.distinct() > RECORDS * part / 10);
                        assertThat(second.isHealthy()).isTrue();
                    }
                }
                Await.until(
                        "all is committed",
                        Duration.ofSeconds(60),
                        () -> lane.committedRecords() == RECORDS);
                assertThat(first.isHealthy()).isTrue();
            }
            sender.join();
            System.out.printf(
                    "rebalance under load, %s: %,d records, 3 joins and leaves, %d duplicates, %,.0f records/s%n",
                    name,
                    RECORDS,
                    history.duplicates(),
                    RECORDS / ((System.nanoTime() - start) / 1e9));
        }
        history.assertEveryRecordHandled(RECORDS);
        history.assertKeyOrderKept();
        assertThat(history.duplicates()).isLessThan(mostDuplicates);
    }
}
