package dev.parley.schemas;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** A generated record class together with what encodes and decodes it. */
record RecordType(
        Class<? extends SpecificRecord> type,
        Schema schema,
        BinaryMessageEncoder<SpecificRecord> encoder) {

    private static final List<RecordType> ALL =
            List.of(
                    of(InboundMessage.class),
                    of(Wakeup.class),
                    of(Plan.class),
                    of(Reply.class),
                    of(ErrorReport.class),
                    of(ConversationEvent.class),
                    of(DeadLetter.class),
                    of(OrganizationConfiguration.class),
                    of(DocumentVersion.class),
                    of(AuditEntry.class),
                    of(StoreMark.class));

    static final Map<Class<?>, RecordType> BY_CLASS =
            ALL.stream()
                    .collect(Collectors.toUnmodifiableMap(RecordType::type, Function.identity()));

    static final Map<String, RecordType> BY_NAME =
            ALL.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    each -> each.schema.getFullName(), Function.identity()));

    static List<RecordType> all() {
        return ALL;
    }

    private static RecordType of(Class<? extends SpecificRecord> type) {
        var model = SpecificData.getForClass(type);
        var schema = model.getSchema(type);
        return new RecordType(type, schema, new BinaryMessageEncoder<>(model, schema));
    }

    /**
     * A reader that turns what {@code writer} wrote into this class. It resolves the two schemas
     * once and may then be shared by threads; Avro's usual reader resolves them once a thread,
     * which is once a record on virtual threads.
     */
    DatumReader<SpecificRecord> readerFor(Schema writer) {
        try {
            return new FastReaderBuilder(SpecificData.getForClass(type))
                    .createDatumReader(writer, schema);
        } catch (IOException cannotHappen) {
            throw new IllegalStateException("building a reader does no input", cannotHappen);
        }
    }
}
