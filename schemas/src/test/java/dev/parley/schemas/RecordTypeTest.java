package dev.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class RecordTypeTest {

    @Test
    void everySchemaFileIsARecordTheCodecKnows() throws IOException {
        var files =
                SchemaFiles.texts(SchemaFiles.CURRENT, ".avsc").values().stream()
                        .map(text ->
                                SchemaNormalization.parsingFingerprint64(
                                        new Schema.Parser().parse(text)))
                        .collect(Collectors.toSet());

        assertThat(RecordType.all())
                .extracting(type -> SchemaNormalization.parsingFingerprint64(type.schema()))
                .containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void everyRecordHasATopicAndASample() {
        var classes = RecordType.all().stream().map(RecordType::type).collect(Collectors.toSet());

        assertThat(
                        Arrays.stream(Topic.values())
                                .map(Topic::payload)
                                .filter(payload -> payload != String.class))
                .containsAll(classes)
                .allMatch(classes::contains);
        assertThat(SampleRecords.all()).extracting(Object::getClass).hasSameElementsAs(classes);
    }
}
