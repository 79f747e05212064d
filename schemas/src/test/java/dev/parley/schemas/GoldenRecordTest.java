package dev.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes written by each released version, kept for good, still mean the same. For a new version:
 * add its golden file and what it decodes to; what older files decode to changes only by the
 * defaults of new fields.
 */
class GoldenRecordTest {

    /** Newest versions of the records that have more than one. */
    private static final Map<String, Integer> CHANGED =
            Map.of(
                    "OrganizationConfiguration", 4,
                    "ConversationEvent", 3,
                    "Reply", 3,
                    "Wakeup", 2,
                    "DeadLetter", 2);

    /** What the newest versions decode to and are encoded from. */
    private static final Map<String, SpecificRecord> NEWEST =
            SampleRecords.all().stream()
                    .collect(Collectors.toMap(GoldenRecordTest::version, record -> record));

    private static final Map<String, SpecificRecord> OLDER =
            Map.of(
                    "OrganizationConfiguration/v1", SampleRecords.organizationWithoutPolicies(),
                    "OrganizationConfiguration/v2", SampleRecords.organizationOfVersion2(),
                    "OrganizationConfiguration/v3", SampleRecords.organizationOfVersion3(),
                    "ConversationEvent/v1", SampleRecords.conversationEvent(EventType.ANSWERED),
                    "ConversationEvent/v2", SampleRecords.conversationEvent(EventType.REMINDED),
                    "Reply/v1", SampleRecords.reply(ReplyKind.HANDOVER),
                    "Reply/v2", SampleRecords.reply(ReplyKind.REMINDER),
                    "Wakeup/v1", SampleRecords.wakeup(WakeupReason.RETRY),
                    "DeadLetter/v1", SampleRecords.deadLetter(null));

    private static final Map<String, SpecificRecord> EXPECTED =
            Stream.of(NEWEST, OLDER)
                    .flatMap(records -> records.entrySet().stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final RecordCodec codec = new RecordCodec();

    static Set<String> versions() {
        return EXPECTED.keySet();
    }

    static Set<String> newestVersions() {
        return NEWEST.keySet();
    }

    private static String version(SpecificRecord record) {
        var name = record.getSchema().getName();
        return name + "/v" + CHANGED.getOrDefault(name, 1);
    }

    @Test
    void everyReleasedVersionHasAGoldenFileAndAnExpectation() throws IOException {
        var released =
                SchemaFiles.texts(SchemaFiles.HISTORY, ".avsc").keySet().stream()
                        .map(path -> path.replace(".avsc", ""))
                        .toList();

        assertThat(EXPECTED).containsOnlyKeys(released);
        assertThat(SchemaFiles.texts(SchemaFiles.GOLDEN, ".hex").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        released.stream().map(version -> version + ".hex").toList());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void goldenFileDecodesToTheExpectedValues(String version) throws IOException {
        assertThat(codec.decode(golden(version))).isEqualTo(EXPECTED.get(version));
    }

    @ParameterizedTest
    @MethodSource("newestVersions")
    void sampleEncodesToTheGoldenFile(String version) throws IOException {
        var sample = Objects.requireNonNull(NEWEST.get(version));

        assertThat(HexFormat.of().formatHex(codec.encode(sample)))
                .isEqualTo(HexFormat.of().formatHex(golden(version)));
    }

    private static byte[] golden(String version) throws IOException {
        var text = SchemaFiles.texts(SchemaFiles.GOLDEN, ".hex").getOrDefault(version + ".hex", "");
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }
}
