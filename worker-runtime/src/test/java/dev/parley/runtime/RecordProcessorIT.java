package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RecordProcessorIT {

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
        lane = Lane.create(kafka, 1);
    }

    @AfterEach
    void closeLane() {
        lane.close();
    }

    @Test
    void slowRecordHoldsUpNoOtherKeyAndKeepsItsOffset() throws Exception {
        var history = new History();
        var release = new CountDownLatch(1);
        RecordHandler slowOnZero =
                record -> {
                    if (Lane.number(record) == 0) {
                        release.await();
                    }
                    return Outcome.done();
                };
        lane.sendMany(Topic.WAKEUPS, 200, 10);
        // A member that polls less often than this is thrown out: the slow record is slower.
        var settings =
                lane.settings(
                        Topic.WAKEUPS,
                        Map.of("max.poll.interval.ms", 1_500),
                        Duration.ofSeconds(1));
        try (var processor = lane.processor(settings, history.watching(slowOnZero))) {
            processor.start();
            Await.until("the other nine keys are done", () -> history.distinct() == 180);
            long started = System.nanoTime();
            Await.until("two seconds pass", () -> System.nanoTime() - started > 2_000_000_000L);
            assertThat(history.distinct()).as("nothing overtakes on the slow key").isEqualTo(180);
            assertThat(lane.committedRecords())
                    .as("nothing is committed past the slow record")
                    .isZero();
            release.countDown();
            Await.until("all is committed", () -> lane.committedRecords() == 200);
            assertThat(lane.committed().values())
                    .singleElement()
                    .satisfies(offset -> assertThat(offset.leaderEpoch()).hasValue(0));
        }
        history.assertEveryRecordHandled(200);
        history.assertKeyOrderKept();
        assertThat(history.duplicates()).isZero();
    }

    @Test
    void bigRecordsAreReadNoFurtherThanTheirBytesAllow() throws Exception {
        long bound = 8_000_000;
        var release = new CountDownLatch(1);
        RecordHandler waiting =
                _ -> {
                    release.await();
                    return Outcome.done();
                };
        sendBig(60, 400_000);
        var settings = lane.settings(Topic.WAKEUPS);
        try (var processor =
                lane.processor(
                        settings.withBounds(settings.bounds().withBufferedBytes(bound)), waiting)) {
            processor.start();
            Await.until("it reads no more", () -> gauge("parley.worker.paused_partitions") == 1);
            assertThat(gauge("parley.worker.buffered.bytes"))
                    .isBetween(bound / 2.0, (double) bound);
            assertThat(gauge("parley.worker.buffered")).isLessThan(30);
            release.countDown();
            Await.until("all is committed", () -> lane.committedRecords() == 60);
            assertThat(gauge("parley.worker.buffered.bytes")).isZero();
        }
    }

    @Test
    void classicProtocolReadsToo() throws Exception {
        lane.sendMany(Topic.WAKEUPS, 200, 10);
        var settings =
                lane.settings(
                        Topic.WAKEUPS,
                        Map.of("group.protocol", "classic", "session.timeout.ms", 6_000),
                        Duration.ofSeconds(1));
        var history = new History();
        try (var processor = lane.processor(settings, history.watching(_ -> Outcome.done()))) {
            processor.start();
            Await.until("all is committed", () -> lane.committedRecords() == 200);
        }
        history.assertEveryRecordHandled(200);
        history.assertKeyOrderKept();
    }

    @Test
    void outageIsWaitedOutInPlace() throws Exception {
        var history = new History();
        var down = new AtomicBoolean(true);
        RecordHandler handler =
                record -> {
                    if (down.get()) {
                        throw new InfrastructureException("store is down");
                    }
                    assertThat(record.attempt()).isEqualTo(1);
                    return Outcome.done();
                };
        lane.sendMany(Topic.WAKEUPS, 2_000, 100);
        try (var processor =
                lane.processor(lane.settings(Topic.WAKEUPS), history.watching(handler))) {
            processor.start();
            Await.until("every key waits", () -> processor.waitingForInfrastructure() == 100);
            long started = System.nanoTime();
            Await.until("three seconds pass", () -> System.nanoTime() - started > 3_000_000_000L);
            assertThat(processor.isHealthy()).isTrue();
            assertThat(lane.committedRecords()).isZero();
            down.set(false);
            Await.until("all is committed", () -> lane.committedRecords() == 2_000);
            assertThat(processor.waitingForInfrastructure()).isZero();
        }
        history.assertEveryRecordHandled(2_000);
        history.assertKeyOrderKept();
        assertThat(lane.readAll(Topic.PLANNER_ERRORS)).isEmpty();
        assertThat(lane.readAll(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void failedRecordIsReportedOnceAndItsKeyGoesOn() throws Exception {
        RecordHandler handler =
                record -> {
                    if (Lane.number(record) == 3) {
                        throw new IllegalStateException("no such agent");
                    }
                    return Lane.number(record) == 4 ? Outcome.park("given up") : Outcome.done();
                };
        lane.sendMany(Topic.WAKEUPS, 10, 2);
        try (var processor = lane.processor(lane.settings(Topic.WAKEUPS), handler)) {
            processor.start();
            Await.until("all is committed", () -> lane.committedRecords() == 10);
        }
        assertThat(lane.readAll(Topic.PLANNER_ERRORS, ErrorReport.class))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.getStage()).isEqualTo("planner");
                    assertThat(report.getOrganization()).isEqualTo("acme");
                    assertThat(report.getConversation()).isEqualTo("c1");
                    assertThat(report.getCause()).isEqualTo("no such agent");
                    assertThat(report.getCauseType()).isEqualTo("java.lang.IllegalStateException");
                    assertThat(report.getSourceTopic()).isEqualTo(lane.name(Topic.WAKEUPS));
                    assertThat(report.getSourceOffset()).isEqualTo(3);
                });
        assertThat(lane.readAll(Topic.DEAD_LETTERS, DeadLetter.class))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getCause()).isEqualTo("given up"));
    }

    @Test
    void recordsOfOneKeyInSeveralTopicsRunOneAtATime() throws Exception {
        var history = new History();
        var live = new AtomicInteger();
        var most = new AtomicInteger();
        RecordHandler handler =
                _ -> {
                    most.accumulateAndGet(live.incrementAndGet(), Math::max);
                    TimeUnit.MILLISECONDS.sleep(1);
                    live.decrementAndGet();
                    return Outcome.done();
                };
        lane.sendMany(Topic.WAKEUPS, 200, 1);
        for (int number = 200; number < 400; number++) {
            lane.send(Topic.EVENTS, Lane.key(0), number);
        }
        var anyKind =
                new RecordProcessor(
                        lane.settings(Topic.WAKEUPS, Topic.EVENTS),
                        history.watching(handler),
                        (_, _, value) -> lane.codec.decode(value),
                        FailureHandling.standard(lane.router()),
                        lane.meters);
        try (anyKind) {
            anyKind.start();
            Await.until("all is committed", () -> lane.committedRecords() == 400);
        }
        history.assertEveryRecordHandled(400);
        assertThat(most.get()).as("handlers of one key at once").isEqualTo(1);
    }

    @Test
    void closeCommitsWhatIsDoneAndHandsBackWhatIsNot() throws Exception {
        var history = new History();
        var handedBack = new AtomicInteger();
        RecordHandler handler =
                record -> {
                    if (Lane.number(record) >= 100) {
                        var raised = new CountDownLatch(1);
                        record.handBack().onRaised(raised::countDown);
                        raised.await();
                        handedBack.incrementAndGet();
                        return Outcome.handBack();
                    }
                    return Outcome.done();
                };
        lane.sendMany(Topic.WAKEUPS, 105, 105);
        var processor = lane.processor(lane.settings(Topic.WAKEUPS), history.watching(handler));
        processor.start();
        Await.until("the short ones are done", () -> history.distinct() == 100);
        long start = System.nanoTime();
        processor.close();
        System.out.printf("close took %d ms%n", (System.nanoTime() - start) / 1_000_000);

        assertThat(processor.state()).isEqualTo(RecordProcessor.State.CLOSED);
        assertThat(handedBack.get()).isEqualTo(5);
        assertThat(lane.committedRecords()).isEqualTo(100);
        var again = new History();
        try (var next =
                lane.processor(lane.settings(Topic.WAKEUPS), again.watching(_ -> Outcome.done()))) {
            next.start();
            Await.until("the rest is done", () -> lane.committedRecords() == 105);
        }
        assertThat(again.distinct()).as("only what was handed back is handled again").isEqualTo(5);
        assertThat(again.duplicates()).isZero();
    }

    /** Wakeups of that size: a header carries what a text would. */
    private void sendBig(int count, int bytes) throws Exception {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int number = 0; number < count; number++) {
            var record =
                    new ProducerRecord<byte[], byte[]>(
                            lane.name(Topic.WAKEUPS),
                            Lane.bytes(Lane.key(number)),
                            lane.codec.encode(Lane.wakeup(number)));
            record.headers().add("ballast", new byte[bytes]);
            records.add(record);
        }
        lane.sendRaw(records);
    }

    private double gauge(String name) {
        return lane.meters.get(name).gauge().value();
    }
}
