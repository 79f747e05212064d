package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PoisonIT {

    private static final int RECORDS = 5_000;

    @TempDir static Path directory;
    private static EmbeddedKafka kafka;
    private final Random random = new Random(7);

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(directory, 0);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void poisonGoesToTheDeadLettersAsItWasAndGoodRecordsAreHandled() throws Exception {
        try (var lane = Lane.create(kafka, 1)) {
            var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
            var poison = new HashMap<Long, ProducerRecord<byte[], byte[]>>();
            for (int number = 0; number < RECORDS; number++) {
                var bad = number % 100 == 42 ? bad(number / 100, lane) : null;
                if (bad != null) {
                    poison.put((long) number, bad);
                }
                records.add(bad != null ? bad : good(number, lane));
            }
            lane.sendRaw(records);
            var history = new History();
            try (var processor =
                    lane.processor(
                            lane.settings(Topic.WAKEUPS), history.watching(_ -> Outcome.done()))) {
                processor.start();
                Await.until("all is committed", () -> lane.committedRecords() == RECORDS);
            }
            assertThat(history.runs()).as("good records").isEqualTo(RECORDS - poison.size());
            assertThat(history.duplicates()).isZero();
            assertThat(lane.readAll(Topic.PLANNER_ERRORS, ErrorReport.class)).isEmpty();
            assertDeadLetters(lane, poison);
        }
    }

    @Test
    void poisonTooLargeForTheDeadLettersIsStillNamedThere() throws Exception {
        try (var lane = Lane.create(kafka, 1)) {
            var garbage = new byte[1_048_400];
            lane.sendRaw(List.of(record(lane, Lane.bytes(Lane.key(1)), garbage), good(1, lane)));
            var history = new History();
            try (var processor =
                    lane.processor(
                            lane.settings(Topic.WAKEUPS), history.watching(_ -> Outcome.done()))) {
                processor.start();
                Await.until("all is committed", () -> lane.committedRecords() == 2);
            }
            assertThat(history.runs()).isEqualTo(1);
            assertThat(lane.readAll(Topic.DEAD_LETTERS, DeadLetter.class))
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.getSourceOffset()).isZero();
                        assertThat(letter.getValue()).isNull();
                        assertThat(letter.getCause()).contains("1048400 bytes");
                    });
        }
    }

    private static void assertDeadLetters(
            Lane lane, Map<Long, ProducerRecord<byte[], byte[]>> poison) {
        var letters = lane.readAll(Topic.DEAD_LETTERS, DeadLetter.class);
        assertThat(letters)
                .extracting(DeadLetter::getSourceOffset)
                .containsExactlyInAnyOrderElementsOf(poison.keySet());
        for (var letter : letters) {
            var sent = Objects.requireNonNull(poison.get(letter.getSourceOffset()));
            assertThat(letter.getKey()).isEqualTo(buffer(sent.key()));
            assertThat(letter.getValue()).isEqualTo(buffer(sent.value()));
            assertThat(letter.getSourceTopic()).isEqualTo(sent.topic());
            assertThat(letter.getCause()).isNotBlank();
            assertThat(letter.getHeaders())
                    .singleElement()
                    .satisfies(header -> {
                        assertThat(header.getName()).isEqualTo("x-sent");
                        assertThat(header.getValue())
                                .isEqualTo(ByteBuffer.wrap(Lane.bytes("by the test")));
                    });
        }
    }

    private ProducerRecord<byte[], byte[]> bad(int which, Lane lane) {
        var garbage = new byte[random.nextInt(1, 300)];
        random.nextBytes(garbage);
        var key = Lane.bytes(Lane.key(which));
        var value = lane.codec.encode(Lane.wakeup(which));
        var truncated = Arrays.copyOf(value, value.length - 3);
        var event = lane.codec.encode(anotherKind());
        return switch (which % 7) {
            case 0 -> record(lane, key, garbage);
            case 1 -> record(lane, null, value);
            case 2 -> record(lane, key, null);
            case 3 -> record(lane, key, truncated);
            case 4 -> record(lane, key, event);
            case 5 -> record(lane, new byte[] {(byte) 0xC3, (byte) 0x28}, value);
            default -> record(lane, Lane.bytes("no conversation"), value);
        };
    }

    private static ProducerRecord<byte[], byte[]> good(int number, Lane lane) {
        return record(
                lane, Lane.bytes(Lane.key(number % 50)), lane.codec.encode(Lane.wakeup(number)));
    }

    private static ErrorReport anotherKind() {
        return ErrorReport.newBuilder()
                .setStage("planner")
                .setAttempt(1)
                .setCause("a report that strayed")
                .setNeedsProcessing(false)
                .setSourceTopic("elsewhere")
                .setSourcePartition(0)
                .setSourceOffset(0)
                .setAt(Instant.EPOCH)
                .build();
    }

    private static ProducerRecord<byte[], byte[]> record(
            Lane lane, byte @Nullable [] key, byte @Nullable [] value) {
        var record = new ProducerRecord<byte[], byte[]>(lane.name(Topic.WAKEUPS), key, value);
        record.headers().add("x-sent", Lane.bytes("by the test"));
        return record;
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
