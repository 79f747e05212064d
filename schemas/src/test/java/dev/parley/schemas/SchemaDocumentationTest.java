package dev.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDocumentationTest {

    static List<Schema> schemas() {
        return RecordType.all().stream().map(RecordType::schema).toList();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyRecordFieldAndEnumSaysWhatItIs(Schema schema) {
        assertThat(undocumented(schema)).isEmpty();
    }

    @Test
    void missingDocIsFoundAtEveryDepth() {
        var schema =
                new Schema.Parser()
                        .parse(
                                """
                                { "type": "record", "name": "Outer", "fields": [
                                  { "name": "list", "doc": "A list.", "type": { "type": "array", "items":
                                    { "type": "record", "name": "Inner", "doc": " ", "fields": [
                                      { "name": "kind", "type": ["null",
                                        { "type": "enum", "name": "Kind", "symbols": ["A"] }] }] } } }] }
                                """);

        assertThat(undocumented(schema)).containsExactly("Outer", "Inner", "Inner.kind", "Kind");
    }

    private static List<String> undocumented(Schema schema) {
        var found = new ArrayList<String>();
        visit(schema, found);
        return found;
    }

    private static void visit(Schema schema, List<String> found) {
        switch (schema.getType()) {
            case RECORD -> {
                require(schema.getName(), schema.getDoc(), found);
                for (var field : schema.getFields()) {
                    require(schema.getName() + "." + field.name(), field.doc(), found);
                    visit(field.schema(), found);
                }
            }
            case ENUM -> require(schema.getName(), schema.getDoc(), found);
            case ARRAY -> visit(schema.getElementType(), found);
            case MAP -> visit(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(type -> visit(type, found));
            default -> {}
        }
    }

    private static void require(String name, @Nullable String doc, List<String> found) {
        if (doc == null || doc.isBlank()) {
            found.add(name);
        }
    }
}
