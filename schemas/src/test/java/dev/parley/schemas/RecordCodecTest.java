package dev.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCodecTest {

    private final RecordCodec codec = new RecordCodec();

    static List<SpecificRecord> records() {
        return SampleRecords.all();
    }

    @ParameterizedTest
    @MethodSource("records")
    void decodedRecordEqualsTheEncodedOne(SpecificRecord record) {
        var decoded = codec.decode(codec.encode(record));

        assertThat(decoded).isEqualTo(record).isInstanceOf(record.getClass());
    }

    @Test
    void absentFieldsComeBackAbsentAndDefaultsAsDefaults() {
        var error =
                ErrorReport.newBuilder()
                        .setStage("planner")
                        .setAttempt(1)
                        .setCause("no key")
                        .setNeedsProcessing(false)
                        .setSourceTopic("parley.inbound")
                        .setSourcePartition(0)
                        .setSourceOffset(5)
                        .setAt(SampleRecords.AT)
                        .build();

        var decoded = codec.decode(codec.encode(error), ErrorReport.class);

        assertThat(decoded.getOrganization()).isNull();
        assertThat(decoded.getTurnNumber()).isNull();
        assertThat(decoded.getNotBefore()).isNull();
        assertThat(decoded.getFailures()).isZero();
        assertThat(decoded.getAt()).isEqualTo(SampleRecords.AT);
    }

    @Test
    void recordsBeginWithMarkerAndLittleEndianFingerprint() {
        var bytes = codec.encode(SampleRecords.wakeup());
        var key = new StringBuilder();
        for (var i = 9; i >= 2; i--) {
            key.append("%02x".formatted(bytes[i]));
        }

        assertThat(bytes).startsWith(0xC3, 0x01);
        assertThat(RecordCodec.currentSchemas())
                .filteredOn(schema -> schema.key().contentEquals(key))
                .singleElement()
                .satisfies(schema -> assertThat(schema.json()).contains("\"name\":\"Wakeup\""));
    }

    @Test
    void partOfARecordCannotBeEncoded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(new Author("u", null, List.of())))
                .withMessageContaining("Author");
    }

    @Test
    void recordOfAnotherKindIsMalformed() {
        var bytes = codec.encode(SampleRecords.wakeup());

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> codec.decode(bytes, Plan.class))
                .withMessage("expected a Plan, found a Wakeup");
    }

    @Test
    void trailingBytesAreMalformed() {
        var bytes = codec.encode(SampleRecords.wakeup());

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 2)))
                .withMessage("2 bytes follow the Wakeup");
    }

    @Test
    void everyTruncationIsMalformed() {
        for (var record : SampleRecords.all()) {
            var bytes = codec.encode(record);
            for (var length = 0; length < bytes.length; length++) {
                var cut = Arrays.copyOf(bytes, length);
                assertThatExceptionOfType(MalformedRecordException.class)
                        .isThrownBy(() -> codec.decode(cut));
            }
        }
    }

    @Test
    void bytesWithoutMarkerAreMalformed() {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() ->
                        codec.decode("{\"text\": \"hello\"}".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("marker");
    }

    @Test
    void newerWriterIsUnknownUntilItsSchemaIsLearned() {
        var newer = NewerWakeup.schema();
        var bytes = NewerWakeup.encoded();

        assertThatExceptionOfType(UnknownSchemaException.class)
                .isThrownBy(() -> codec.decode(bytes))
                .satisfies(e ->
                        assertThat(PublishedSchema.key(e.fingerprint()))
                                .isEqualTo(PublishedSchema.of(newer).key()))
                .withMessageContaining(PublishedSchema.of(newer).key());

        codec.learn(newer.toString());
        codec.learn(newer.toString());

        var wakeup = codec.decode(bytes, Wakeup.class);
        assertThat(wakeup.getConversation()).isEqualTo("c-1");
        assertThat(wakeup.getReason()).isEqualTo(WakeupReason.UNKNOWN);
        assertThat(wakeup.getAttempt()).isEqualTo(4);
        assertThat(wakeup.getAt()).isEqualTo(SampleRecords.AT);
    }

    @Test
    void learnedSchemaThatNoClassCanReadMakesItsRecordsMalformed() {
        for (var unreadable : List.of(NewerWakeup.renamed(), NewerWakeup.withoutOrganization())) {
            codec.learn(unreadable.toString());

            assertThatExceptionOfType(MalformedRecordException.class)
                    .isThrownBy(() -> codec.decode(NewerWakeup.encoded(unreadable)));
        }
    }

    @Test
    void onlySchemasOfRecordsAreLearned() {
        assertThatIllegalArgumentException().isThrownBy(() -> codec.learn("{ not json"));
        assertThatIllegalArgumentException().isThrownBy(() -> codec.learn(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.learn(Schema.create(Schema.Type.STRING).toString()))
                .withMessageContaining("string");
    }

    @Test
    void manyThreadsShareOneCodec() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < 2_000; i++) {
                var record = SampleRecords.all().get(i % SampleRecords.all().size());
                tasks.add(() -> codec.decode(codec.encode(record)).equals(record));
            }
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        }
    }
}
