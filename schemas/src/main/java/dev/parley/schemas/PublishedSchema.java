package dev.parley.schemas;

import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A schema as it stands on the {@code schemas} topic.
 *
 * @param key the fingerprint in 16 lower-case hexadecimal digits, the key of the record
 * @param json the schema itself, the value of the record, in UTF-8
 */
public record PublishedSchema(String key, String json) {

    /** The key under which the schema with this fingerprint is published. */
    public static String key(long fingerprint) {
        return HexFormat.of().toHexDigits(fingerprint);
    }

    static PublishedSchema of(Schema schema) {
        return new PublishedSchema(
                key(SchemaNormalization.parsingFingerprint64(schema)), schema.toString());
    }
}
