package dev.parley.runtime;

import dev.parley.schemas.MalformedRecordException;
import dev.parley.schemas.PartitionRule;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.RecordKey;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.UnknownSchemaException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes what the catalogue says a topic carries. A record of another kind is undecodable, and so
 * is one whose key does not name a conversation on a topic keyed by conversation.
 */
public final class CatalogueDecoder implements RecordDecoder {

    private final RecordCodec codec;
    private final Map<String, Topic> topics;

    /**
     * @param codec shared with the {@link SchemaDirectory} that teaches it new schemas
     */
    public CatalogueDecoder(RecordCodec codec, TopicCatalogue catalogue) {
        this.codec = codec;
        this.topics =
                Arrays.stream(Topic.values())
                        .collect(
                                Collectors.toUnmodifiableMap(catalogue::name, Function.identity()));
    }

    @Override
    public SpecificRecord decode(String topic, String key, byte[] value)
            throws UnknownSchema, Undecodable {
        var expected = topics.get(topic);
        if (expected != null && isKeyedByConversation(expected)) {
            checkKey(key);
        }
        var record = decode(value);
        if (expected != null && !expected.payload().isInstance(record)) {
            throw new Undecodable(record.getSchema().getName() + " does not belong on " + topic);
        }
        return record;
    }

    /** Dead letters have the keys of what was given up, whatever they are. */
    private static boolean isKeyedByConversation(Topic topic) {
        return topic.partitionRule() == PartitionRule.PER_CONVERSATION
                && topic != Topic.DEAD_LETTERS;
    }

    private SpecificRecord decode(byte[] value) throws UnknownSchema, Undecodable {
        try {
            return codec.decode(value);
        } catch (UnknownSchemaException e) {
            throw new UnknownSchema(String.valueOf(e.getMessage()), e);
        } catch (MalformedRecordException e) {
            throw new Undecodable(String.valueOf(e.getMessage()), e);
        }
    }

    private static void checkKey(String key) throws Undecodable {
        try {
            RecordKey.parse(key);
        } catch (IllegalArgumentException e) {
            throw new Undecodable(String.valueOf(e.getMessage()), e);
        }
    }
}
