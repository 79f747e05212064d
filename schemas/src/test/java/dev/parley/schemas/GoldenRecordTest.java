package dev.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final Map<String, SpecificRecord> EXPECTED =
            SampleRecords.all().stream()
                    .collect(
                            Collectors.toMap(
                                    record -> record.getSchema().getName() + "/v1",
                                    record -> record));

    private final RecordCodec codec = new RecordCodec();

    static Set<String> versions() {
        return EXPECTED.keySet();
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

    /** Holds for the newest version of each record; leave older ones out when there are any. */
    @ParameterizedTest
    @MethodSource("versions")
    void sampleEncodesToTheGoldenFile(String version) throws IOException {
        var sample = Objects.requireNonNull(EXPECTED.get(version));

        assertThat(HexFormat.of().formatHex(codec.encode(sample)))
                .isEqualTo(HexFormat.of().formatHex(golden(version)));
    }

    private static byte[] golden(String version) throws IOException {
        var text = SchemaFiles.texts(SchemaFiles.GOLDEN, ".hex").getOrDefault(version + ".hex", "");
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }
}
