package dev.parley.kafka;

import dev.parley.schemas.RecordCodec;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * A value of the domain that crosses a mapper, there and back through the bytes.
 *
 * @param type of the value
 * @param wire of its record
 * @param untold fields of the record that tell nothing of the value, or one way to alter such a
 *     field, each with the reason
 */
record RoundTrip<T, R extends SpecificRecord>(
        Class<T> type,
        Class<R> wire,
        Function<T, R> writer,
        Function<R, T> reader,
        Map<String, String> untold) {
    private static final RecordCodec CODEC = new RecordCodec();

    /** What comes out again. */
    T again(T value) {
        return reader.apply(sent(writer.apply(value)));
    }

    /** The record as its reader gets it. */
    R sent(R record) {
        return CODEC.decode(CODEC.encode(record), wire);
    }

    @Override
    public String toString() {
        return type.getSimpleName() + " as " + wire.getSimpleName();
    }
}
