package dev.parley.schemas;

/**
 * Says that a record was written with a schema this reader has not met. The schema may arrive on
 * the {@code schemas} topic: {@linkplain RecordCodec#learn learn} it and decode again.
 */
public final class UnknownSchemaException extends RuntimeException {

    private final long fingerprint;

    UnknownSchemaException(long fingerprint) {
        super("no schema with fingerprint " + PublishedSchema.key(fingerprint) + " is known");
        this.fingerprint = fingerprint;
    }

    /** The CRC-64-AVRO fingerprint of the writer's schema. */
    public long fingerprint() {
        return fingerprint;
    }
}
