package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class BrokerRestartIT {

    private static final int RECORDS = 4_000;

    @TempDir Path directory;

    /** Handlers go on with what was read; reports wait in place for the broker. */
    @Test
    void brokerThatGoesAndComesBackLosesNothing() throws Exception {
        var history = new History();
        RecordHandler handler =
                record -> {
                    TimeUnit.MILLISECONDS.sleep(5);
                    return Lane.number(record) % 40 == 1
                            ? Outcome.park("every fortieth")
                            : Outcome.done();
                };
        var kafka = EmbeddedKafka.start(directory, 0);
        try (var lane = Lane.create(kafka, 4)) {
            int port = kafka.port();
            lane.sendMany(Topic.WAKEUPS, RECORDS, 200);
            var settings = lane.settings(Topic.WAKEUPS).withMaxInFlight(16);
            try (var processor = lane.processor(settings, history.watching(handler))) {
                processor.start();
                Await.until("a fifth is done", () -> history.distinct() > RECORDS / 5);
                kafka.close();
                Await.until(
                        "reports wait for the broker",
                        () -> processor.waitingForInfrastructure() > 0);
                kafka = EmbeddedKafka.start(directory, port);
                Await.until(
                        "all is committed",
                        Duration.ofSeconds(90),
                        () -> lane.committedRecords() == RECORDS);
                assertThat(processor.isHealthy()).isTrue();
                assertThat(processor.waitingForInfrastructure()).isZero();
            }
            System.out.printf(
                    "broker restart: %d records handled, %d handled again%n",
                    history.distinct(), history.duplicates());
            history.assertKeyOrderKept();
            assertThat(history.distinct()).isEqualTo(RECORDS - RECORDS / 40);
            assertThat(lane.readAll(Topic.DEAD_LETTERS, DeadLetter.class))
                    .extracting(
                            letter -> letter.getSourcePartition() + "@" + letter.getSourceOffset())
                    .satisfies(all -> assertThat(all.stream().distinct()).hasSize(RECORDS / 40));
        } finally {
            kafka.close();
        }
    }
}
