package dev.parley.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificRecord;

/**
 * Turns records into bytes and back, in Avro's single-object encoding: two bytes of marker, eight
 * of schema fingerprint, then the record. A record written with an older or newer schema comes back
 * as the class of this build: fields it lacks have their defaults, fields this build does not know
 * are dropped, enum values it does not know become UNKNOWN.
 *
 * <p>It can read what the classes of this build, the released schemas and those it {@linkplain
 * #learn learned} wrote. Safe for use by many threads.
 */
public final class RecordCodec {

    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_BYTES = Short.BYTES + Long.BYTES;

    private final Map<Long, Reader> readers = new ConcurrentHashMap<>();

    public RecordCodec() {
        RecordType.all().forEach(type -> know(type.schema()));
        SchemaHistory.released().forEach(this::know);
    }

    /** The schemas this build writes with, to be published before its first record. */
    public static List<PublishedSchema> currentSchemas() {
        return RecordType.all().stream().map(type -> PublishedSchema.of(type.schema())).toList();
    }

    /**
     * Encodes a record.
     *
     * @throws IllegalArgumentException if it is not one of the records that topics carry
     */
    public byte[] encode(SpecificRecord record) {
        var type = RecordType.BY_CLASS.get(record.getClass());
        if (type == null) {
            throw new IllegalArgumentException("no topic carries a " + record.getClass().getName());
        }
        try {
            // The encoder hands out a copy of exactly this length.
            return type.encoder().encode(record).array();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /**
     * Decodes a record of any kind. Memory it allocates is bounded by a multiple of the input,
     * whatever lengths the input claims.
     *
     * @throws UnknownSchemaException if the writer's schema is not known, or not yet
     * @throws MalformedRecordException if the bytes are no complete record, or more than one
     */
    public SpecificRecord decode(byte[] bytes) {
        var fingerprint = fingerprint(bytes);
        var reader = readers.get(fingerprint);
        if (reader == null) {
            throw new UnknownSchemaException(fingerprint);
        }
        var input = new BoundedDecoder(bytes, HEADER_BYTES);
        var record = read(reader, input);
        if (input.remaining() > 0) {
            throw new MalformedRecordException(
                    "%d bytes follow the %s"
                            .formatted(input.remaining(), record.getSchema().getName()));
        }
        return record;
    }

    /**
     * Decodes a record of the kind a topic carries.
     *
     * @throws UnknownSchemaException as {@link #decode(byte[])}
     * @throws MalformedRecordException as {@link #decode(byte[])}, and if the record is of another
     *     kind
     */
    public <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        var record = decode(bytes);
        if (!type.isInstance(record)) {
            throw new MalformedRecordException(
                    "expected a %s, found a %s"
                            .formatted(type.getSimpleName(), record.getSchema().getName()));
        }
        return type.cast(record);
    }

    /**
     * Makes records readable that were written with this schema, from the value of a record of the
     * {@code schemas} topic. Learning a schema again changes nothing. A schema no class of this
     * build can read is learned too: its records are malformed from then on, so that nobody waits
     * for a schema that has already come.
     *
     * @throws IllegalArgumentException if the text is no schema of a record
     */
    public void learn(String schemaJson) {
        Schema schema;
        try {
            schema = new Schema.Parser().parse(schemaJson);
        } catch (AvroRuntimeException e) {
            throw new IllegalArgumentException("not an Avro schema: " + e.getMessage(), e);
        }
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException(
                    "not the schema of a record but of type " + schema.getType().getName());
        }
        know(schema);
    }

    private void know(Schema writer) {
        readers.computeIfAbsent(
                SchemaNormalization.parsingFingerprint64(writer), _ -> reader(writer));
    }

    private static Reader reader(Schema writer) {
        var type = RecordType.BY_NAME.get(writer.getFullName());
        if (type == null) {
            return _ -> {
                throw new AvroTypeException("this build has no class for " + writer.getFullName());
            };
        }
        var reader = type.readerFor(writer);
        return input -> reader.read(null, input);
    }

    private static long fingerprint(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw new MalformedRecordException(
                    "%d bytes are too few for marker and fingerprint".formatted(bytes.length));
        }
        var header = ByteBuffer.wrap(bytes);
        if (header.getShort() != MARKER) {
            throw new MalformedRecordException(
                    "the bytes do not begin with the marker of a single Avro object");
        }
        return header.order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private static SpecificRecord read(Reader reader, Decoder input) {
        try {
            return reader.read(input);
        } catch (IOException | RuntimeException e) {
            // Avro answers bad input with whatever happens to be thrown, index errors and class
            // casts included.
            throw new MalformedRecordException("the record cannot be read: " + e.getMessage(), e);
        }
    }

    private interface Reader {
        SpecificRecord read(Decoder input) throws IOException;
    }
}
