package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.runtime.InfrastructureException;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.Wakeup;
import dev.parley.schemas.WakeupReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many records at once, as a sweep publishes them. */
@Timeout(60)
class PublishingTest {
    private static final TopicCatalogue CATALOGUE = new TopicCatalogue("parley.", 1, 1);
    private static final int MANY = 100;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Producing producing = new Producing(() -> false, () -> 1, meters);
    private final HeldProducer producer = new HeldProducer();

    @AutoClose
    private final RecordPublisher publisher =
            new RecordPublisher(new RecordCodec(), CATALOGUE.name(Topic.SCHEMAS), () -> producer);

    private final Publishing publishing = new Publishing(publisher, CATALOGUE, producing);

    @Test
    void allAreSentBeforeAnyIsAcknowledged() {
        producing.failed(outage());

        var published = publishMany();
        assertThat(published).isNotDone();
        assertThat(producing.obstacle()).isNotNull();

        while (producer.completeNext()) {}
        assertThat(published).succeedsWithin(LIMIT);
        assertThat(producing.obstacle()).isNull();
    }

    @Test
    void oneThatIsNotAcknowledgedIsToldAndKeepsBackNoOther() {
        var published = publishMany();
        producer.completeNext();
        producer.errorNext(new TimeoutException("no answer in time"));
        while (producer.completeNext()) {}

        assertThat(published)
                .failsWithin(LIMIT)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(InfrastructureException.class)
                .withMessageContaining("no answer in time");
        assertThat(producing.obstacle()).contains("no answer in time");
        assertThat(meters.counter("parley.publishing.failed").count()).isEqualTo(1);
    }

    @Test
    void oneThatIsRefusedForWhatItIsIsLeftOut() {
        var published = publishMany();
        producer.errorNext(new RecordTooLargeException("too large"));
        while (producer.completeNext()) {}

        assertThat(published).succeedsWithin(LIMIT);
        assertThat(producing.obstacle()).isNull();
    }

    /** Returns when all are sent; none is acknowledged by then. */
    private CompletableFuture<Void> publishMany() {
        var values = new LinkedHashMap<String, Wakeup>();
        for (int each = 0; each < MANY; each++) {
            values.put("acme/c-" + each, wakeup("c-" + each));
        }
        var published = publish(values);
        await().until(() -> producer.held() == MANY);
        return published;
    }

    private CompletableFuture<Void> publish(Map<String, Wakeup> values) {
        var published = new CompletableFuture<Void>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        publishing.publishAll(Topic.WAKEUPS, values);
                        published.complete(null);
                    } catch (RuntimeException e) {
                        published.completeExceptionally(e);
                    }
                });
        return published;
    }

    private static Wakeup wakeup(String conversation) {
        return Wakeup.newBuilder()
                .setOrganization("acme")
                .setConversation(conversation)
                .setReason(WakeupReason.DUE)
                .setAt(Instant.EPOCH)
                .build();
    }

    private static InfrastructureException outage() {
        return new InfrastructureException("away", new TimeoutException("away"));
    }

    /** Acknowledges the schemas at once, and everything else when it is told to. */
    private static final class HeldProducer extends MockProducer<byte[], byte[]> {
        HeldProducer() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            var sent = super.send(record, callback);
            if (record.topic().equals(CATALOGUE.name(Topic.SCHEMAS))) {
                completeNext();
            }
            return sent;
        }

        long held() {
            return history().stream()
                    .filter(record -> record.topic().equals(CATALOGUE.name(Topic.WAKEUPS)))
                    .count();
        }
    }
}
