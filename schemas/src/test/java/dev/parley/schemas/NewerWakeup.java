package dev.parley.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * A wakeup as a later release might write it: another reason, another field before the old ones.
 */
final class NewerWakeup {

    private NewerWakeup() {}

    static Schema schema() {
        return schema("Wakeup", true);
    }

    static Schema renamed() {
        return schema("Slumber", true);
    }

    static Schema withoutOrganization() {
        return schema("Wakeup", false);
    }

    static byte[] encoded() {
        return encoded(schema());
    }

    static byte[] encoded(Schema schema) {
        var wakeup = new GenericRecordBuilder(schema);
        wakeup.set("causes", List.of("one", "two"));
        if (schema.getField("organization") != null) {
            wakeup.set("organization", "acme");
        }
        wakeup.set("conversation", "c-1");
        wakeup.set(
                "reason",
                new GenericData.EnumSymbol(schema.getField("reason").schema(), "FULL_MOON"));
        wakeup.set("attempt", 4);
        wakeup.set("at", SampleRecords.AT.toEpochMilli());
        try {
            return new BinaryMessageEncoder<>(GenericData.get(), schema)
                    .encode(wakeup.build())
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(String name, boolean organization) {
        var fields = SchemaBuilder.record(name).namespace("dev.parley.schemas").fields();
        fields.name("causes").type().array().items().stringType().noDefault();
        if (organization) {
            fields.requiredString("organization");
        }
        return fields.requiredString("conversation")
                .name("reason")
                .type()
                .enumeration("WakeupReason")
                .defaultSymbol("UNKNOWN")
                .symbols("FULL_MOON", "UNKNOWN")
                .noDefault()
                .requiredInt("attempt")
                .requiredLong("at")
                .endRecord();
    }
}
