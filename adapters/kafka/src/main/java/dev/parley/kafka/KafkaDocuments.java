package dev.parley.kafka;

import dev.parley.conversation.document.DocumentRegistry;
import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.schemas.DocumentKey;
import dev.parley.schemas.DocumentVersion;
import dev.parley.schemas.MalformedRecordException;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Documents on the compacted topic: published there, and read from there into a sink. */
final class KafkaDocuments implements DocumentRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDocuments.class);

    private final Publishing publishing;
    private final RecordCodec codec;
    private final InstantSource clock;

    KafkaDocuments(Publishing publishing, RecordCodec codec, InstantSource clock) {
        this.publishing = publishing;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public void publish(EmbeddedDocument embedded) {
        var document = embedded.document();
        publishing.publish(
                Topic.DOCUMENTS,
                new DocumentKey(document.organization(), document.id()).toString(),
                DocumentRecords.record(embedded, clock.instant()));
    }

    @Override
    public void remove(String organization, String documentId) {
        publishing.remove(Topic.DOCUMENTS, new DocumentKey(organization, documentId).toString());
    }

    /**
     * Tells the sinks what a record says. One that can never be read is skipped, and told in the
     * log; one whose schema is not known yet throws.
     */
    void read(ConsumerRecord<String, byte[]> record, List<DocumentSink> sinks) {
        byte @Nullable [] value = record.value();
        try {
            var key = DocumentKey.parse(record.key());
            if (value == null) {
                sinks.forEach(sink -> sink.remove(key.organization(), key.document()));
            } else {
                var document = document(key, codec.decode(value, DocumentVersion.class));
                sinks.forEach(sink -> sink.put(document));
            }
        } catch (MalformedRecordException | IllegalArgumentException e) {
            LOG.error(
                    "the document at {}@{} is skipped: {}",
                    record.topic(),
                    record.offset(),
                    e.getMessage());
        }
    }

    /** The key decides whose a document is; a value that says otherwise reaches nobody. */
    private static EmbeddedDocument document(DocumentKey key, DocumentVersion value) {
        if (!key.equals(new DocumentKey(value.getOrganization(), value.getDocument()))) {
            throw new IllegalArgumentException("the record under " + key + " is another one's");
        }
        return DocumentRecords.document(value);
    }
}
