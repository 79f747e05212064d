package dev.parley.runtime;

import dev.parley.schemas.RecordCodec;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Lets any Kafka producer write records in the encoding of {@link RecordCodec}. It does not publish
 * their schemas: call {@link RecordPublisher#announceSchemas} before the first record.
 */
public final class AvroRecordSerializer implements Serializer<SpecificRecord> {

    private final RecordCodec codec;

    /** Has a codec of its own, for producers that create their serializer by its class name. */
    public AvroRecordSerializer() {
        this(new RecordCodec());
    }

    public AvroRecordSerializer(RecordCodec codec) {
        this.codec = codec;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord record) {
        return record == null ? null : codec.encode(record);
    }
}
