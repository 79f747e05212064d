package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.PublishedSchema;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import dev.parley.schemas.Wakeup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SchemaDirectoryIT {

    @TempDir static Path directory;
    private static EmbeddedKafka kafka;
    private final Schema newer = newerWakeup();
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
    void recordOfNewerBuildWaitsForItsSchemaAndIsHandled() throws Exception {
        var history = new History();
        lane.sendRaw(List.of(written(5, Lane.key(1))));
        lane.send(Topic.WAKEUPS, Lane.key(1), 6);
        lane.send(Topic.WAKEUPS, Lane.key(2), 7);
        try (var directory =
                        new SchemaDirectory(lane.codec, lane.name(Topic.SCHEMAS), lane.client());
                var processor =
                        lane.processor(
                                lane.settings(Topic.WAKEUPS),
                                history.watching(_ -> Outcome.done()))) {
            directory.start();
            processor.start();
            Await.until("the other key is done", () -> history.distinct() == 1);
            assertThat(lane.committedRecords()).isZero();
            var key = PublishedSchema.key(SchemaNormalization.parsingFingerprint64(newer));
            lane.sendRaw(
                    List.of(
                            new ProducerRecord<>(
                                    lane.name(Topic.SCHEMAS),
                                    Lane.bytes(key),
                                    Lane.bytes(newer.toString()))));
            Await.until("all is committed", () -> lane.committedRecords() == 3);
        }
        assertThat(history.runs()).isEqualTo(3);
        assertThat(lane.readAll(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void recordWhoseSchemaNeverComesIsPoison() throws Exception {
        var history = new History();
        lane.sendRaw(List.of(written(5, Lane.key(1))));
        lane.send(Topic.WAKEUPS, Lane.key(1), 6);
        var settings =
                lane.settings(Topic.WAKEUPS).withUnknownSchemaTimeout(Duration.ofMillis(500));
        try (var processor = lane.processor(settings, history.watching(_ -> Outcome.done()))) {
            processor.start();
            Await.until("all is committed", () -> lane.committedRecords() == 2);
        }
        assertThat(history.runs()).isEqualTo(1);
        assertThat(lane.readAll(Topic.DEAD_LETTERS, DeadLetter.class))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getCause()).contains("fingerprint"));
    }

    @Test
    void publisherAnnouncesItsSchemasBeforeItsFirstRecord() {
        lane.send(Topic.WAKEUPS, Lane.key(1), 1);
        var announced = lane.readAll(Topic.SCHEMAS);
        assertThat(announced)
                .extracting(
                        each -> new String(each.value(), java.nio.charset.StandardCharsets.UTF_8))
                .containsExactlyInAnyOrderElementsOf(
                        RecordCodec.currentSchemas().stream().map(PublishedSchema::json).toList());
    }

    private ProducerRecord<byte[], byte[]> written(int number, String key) throws Exception {
        var record = new GenericRecordBuilder(newer);
        var wakeup = Lane.wakeup(number);
        record.set("organization", wakeup.getOrganization());
        record.set("conversation", wakeup.getConversation());
        record.set(
                "reason",
                new GenericData.EnumSymbol(newer.getField("reason").schema(), "OPERATOR"));
        record.set("attempt", number);
        record.set("at", 0L);
        var bytes = new BinaryMessageEncoder<>(GenericData.get(), newer).encode(record.build());
        var value = new byte[bytes.remaining()];
        bytes.get(value);
        return new ProducerRecord<>(lane.name(Topic.WAKEUPS), Lane.bytes(key), value);
    }

    private static Schema newerWakeup() {
        var json = Wakeup.getClassSchema().toString();
        var extra = "\"fields\":[{\"name\":\"ofTomorrow\",\"type\":\"string\",\"default\":\"\"},";
        return new Schema.Parser().parse(json.replaceFirst("\"fields\":\\[", extra));
    }
}
