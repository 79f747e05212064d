package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.RecordCodec;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecordPublisherTest {

    private static final int SCHEMAS = RecordCodec.currentSchemas().size();

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final RecordPublisher publisher =
            new RecordPublisher(Records.CODEC, "schemas", producer);
    private final TraceContext trace = TraceContext.root();

    @Test
    void schemasComeFirstAndOnce() {
        publisher.publish("wakeups", "acme/c1", Lane.wakeup(1), trace).join();
        publisher.publish("wakeups", "acme/c1", Lane.wakeup(2), trace).join();
        var topics = producer.history().stream().map(ProducerRecord::topic).toList();
        assertThat(topics).hasSize(SCHEMAS + 2);
        assertThat(topics.subList(0, SCHEMAS)).containsOnly("schemas");
        assertThat(topics.subList(SCHEMAS, SCHEMAS + 2)).containsOnly("wakeups");
        var record = producer.history().getLast();
        assertThat(Records.CODEC.decode(record.value())).isEqualTo(Lane.wakeup(2));
        assertThat(TraceContext.of(record.headers())).contains(trace);
    }

    @Test
    void nothingIsPublishedBeforeTheSchemasAre() {
        producer.sendException = new TimeoutException("no broker");
        assertThat(publisher.publish("wakeups", "acme/c1", Lane.wakeup(1), trace))
                .isCompletedExceptionally();
        assertThat(producer.history()).isEmpty();
        producer.sendException = null;
        publisher.publish("wakeups", "acme/c1", Lane.wakeup(1), trace).join();
        assertThat(producer.history()).hasSize(SCHEMAS + 1);
    }

    @Test
    void outageAndRefusalAreToldApart() throws Exception {
        publisher.announceSchemas();
        producer.sendException = new TimeoutException("no broker");
        assertThatThrownBy(() ->
                        publisher.publishAndAwait("wakeups", "acme/c1", Lane.wakeup(1), trace))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining("no broker");
        producer.sendException = new RecordTooLargeException("too large");
        assertThatThrownBy(() ->
                        publisher.publishAndAwait("wakeups", "acme/c1", Lane.wakeup(1), trace))
                .isInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void deadLetterOfARecordWithoutReadableKeyIsKeyedByItsPlace() throws Exception {
        router().deadLetter(raw(new byte[] {(byte) 0xC3, 0x28}, new byte[0]), "no UTF-8", null);
        assertThat(producer.history().getLast().key()).isEqualTo(Lane.bytes("wakeups-0@5"));
        router().deadLetter(raw(null, new byte[] {1, 2}), "no key", null);
        var sent = producer.history().getLast();
        assertThat(sent.topic()).isEqualTo("dead-letters");
        assertThat(sent.key()).isEqualTo(Lane.bytes("wakeups-0@5"));
        var letter = Records.CODEC.decode(sent.value(), DeadLetter.class);
        assertThat(letter.getKey()).isNull();
        assertThat(letter.getOrganization()).isNull();
        assertThat(letter.getCause()).isEqualTo("no key");
    }

    @Test
    void longCauseIsShortened() throws Exception {
        router().deadLetter(raw(Lane.bytes("acme/c1"), new byte[0]), "x".repeat(5_000), 3L);
        var letter = Records.CODEC.decode(producer.history().getLast().value(), DeadLetter.class);
        assertThat(letter.getCause()).hasSizeLessThan(1_100).endsWith("...");
        assertThat(letter.getConversation()).isEqualTo("c1");
        assertThat(letter.getTurnNumber()).isEqualTo(3);
    }

    private PublishingFailureRouter router() {
        return new PublishingFailureRouter(
                "planner",
                publisher,
                "errors.planner",
                "dead-letters",
                InstantSource.fixed(Instant.EPOCH));
    }

    private RawRecord raw(byte @Nullable [] key, byte[] value) {
        return new RawRecord(
                "wakeups", 0, 5, Instant.EPOCH, key, value, new RecordHeaders(), trace);
    }
}
