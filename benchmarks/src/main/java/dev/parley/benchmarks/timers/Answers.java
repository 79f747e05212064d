package dev.parley.benchmarks.timers;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.ConversationEvent;
import dev.parley.schemas.EventType;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Reply;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.ReplyPath;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the pipeline would write: answers of ordinary length, and events. Thread-safe. */
final class Answers implements AutoCloseable {
    private static final int ORGANIZATIONS = 100;
    private static final String TEXT =
            "You can return it within thirty days. Bring the receipt, or tell us the number of the order. ";

    private final KafkaProducer<String, byte[]> producer;
    private final RecordCodec codec = new RecordCodec();
    private final TopicCatalogue catalogue;

    Answers(EmbeddedKafka kafka, TopicCatalogue catalogue) {
        this.catalogue = catalogue;
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 5);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    void answer(int number, Instant committedAt) {
        var organization = "organization-" + number % ORGANIZATIONS;
        var conversation = "c-%032x".formatted(number);
        var reply =
                Reply.newBuilder()
                        .setOrganization(organization)
                        .setConversation(conversation)
                        .setTurnNumber(1)
                        .setTurnId(conversation + "-1")
                        .setMessageId(conversation + "-2")
                        .setSeq(2)
                        .setOutSeq(1)
                        .setFromSeq(0)
                        .setThroughSeq(1)
                        .setOwnershipEpoch(0)
                        .setKind(ReplyKind.ANSWER)
                        .setPath(ReplyPath.DOCUMENT_QA)
                        .setText(TEXT)
                        .setCommittedAt(committedAt)
                        .build();
        send(Topic.REPLIES, organization + "/" + conversation, reply);
    }

    void reminded(String organization, String conversation) {
        var event =
                ConversationEvent.newBuilder()
                        .setOrganization(organization)
                        .setConversation(conversation)
                        .setType(EventType.REMINDED)
                        .setAt(Instant.now())
                        .build();
        send(Topic.EVENTS, organization + "/" + conversation, event);
    }

    private void send(Topic topic, String key, SpecificRecord record) {
        producer.send(new ProducerRecord<>(catalogue.name(topic), key, codec.encode(record)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
