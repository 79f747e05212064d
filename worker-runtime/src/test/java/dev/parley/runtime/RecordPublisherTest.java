package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.RecordCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
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
            new RecordPublisher(
                    Records.CODEC,
                    "schemas",
                    new RenewedProducer(() -> producer, System::nanoTime));
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

    @Test
    void letterAboutARecordWithAHugeKeyFits() throws Exception {
        var key = "acme/" + "k".repeat(3_000_000);
        var small = new SmallRecordsProducer(2 * 1024 * 1024);
        var checked =
                new RecordPublisher(
                        Records.CODEC, "schemas", new RenewedProducer(() -> small, () -> 0));
        router(checked).deadLetter(raw(Lane.bytes(key), new byte[500]), "broken", null);
        var sent = small.history().getLast();
        assertThat(sent.key()).isEqualTo(Lane.bytes("wakeups-0@5"));
        var letter = Records.CODEC.decode(sent.value(), DeadLetter.class);
        assertThat(letter.getKey())
                .isNotNull()
                .satisfies(kept -> assertThat(kept.remaining()).isEqualTo(1_024));
        assertThat(letter.getCause())
                .startsWith("broken; the value of 500 bytes")
                .contains("of the key of 3000005 bytes")
                .containsPattern("SHA-256 is [0-9a-f]{64}");
    }

    @Test
    void letterAboutALetterIsTheLast() throws Exception {
        router().deadLetter(rawLetter("acme/c1"), "cannot be kept", null);
        var about = producer.history().getLast();
        assertThat(about.key()).isEqualTo(Lane.bytes("dead-letters-0@5"));
        int sent = producer.history().size();
        router().deadLetter(rawLetter("dead-letters-0@5"), "cannot be kept", null);
        assertThat(producer.history()).hasSize(sent);
    }

    @Test
    void producerThatIsRefusedForGoodIsMadeAnew() {
        var next =
                new MockProducer<byte[], byte[]>(
                        true, null, new ByteArraySerializer(), new ByteArraySerializer());
        var producers = new ArrayDeque<Producer<byte[], byte[]>>(List.of(producer, next));
        var clock = new AtomicLong();
        var renewed =
                new RecordPublisher(
                        Records.CODEC,
                        "schemas",
                        new RenewedProducer(producers::removeFirst, clock::get));
        renewed.publish("wakeups", "acme/c1", Lane.wakeup(1), trace).join();
        producer.sendException = new ClusterAuthorizationException("no producer id for you");
        assertThat(renewed.publish("wakeups", "acme/c1", Lane.wakeup(2), trace))
                .isCompletedExceptionally();
        renewed.publish("wakeups", "acme/c1", Lane.wakeup(3), trace).join();
        assertThat(next.history()).hasSize(1);
        renewed.close();
        assertThat(next.closed()).isTrue();
    }

    @Test
    void refusalThatPassesKeepsTheProducer() {
        var made = new AtomicLong();
        var one =
                new RenewedProducer(
                        () -> {
                            made.incrementAndGet();
                            return producer;
                        },
                        System::nanoTime);
        for (var passing :
                List.of(
                        new TimeoutException("no broker"),
                        new TopicAuthorizationException(Set.of("wakeups")),
                        new RecordTooLargeException("too large"))) {
            producer.sendException = passing;
            assertThat(one.send(new ProducerRecord<>("wakeups", new byte[0])))
                    .isCompletedExceptionally();
        }
        assertThat(made.get()).isEqualTo(1);
    }

    @Test
    void callersWaitForOneAnnouncementTogether() throws Exception {
        var slow =
                new MockProducer<byte[], byte[]>(
                        false, null, new ByteArraySerializer(), new ByteArraySerializer());
        var waiting =
                new RecordPublisher(
                        Records.CODEC,
                        "schemas",
                        new RenewedProducer(() -> slow, System::nanoTime));
        waiting.start();
        Await.until("it is tried without being asked", () -> slow.history().size() == 1);
        var callers = new ArrayList<CompletableFuture<Void>>();
        for (int number = 0; number < 5; number++) {
            callers.add(
                    CompletableFuture.runAsync(
                            waiting::announceSchemas, Thread.ofVirtual()::start));
        }
        assertThat(slow.errorNext(new TimeoutException("no broker"))).isTrue();
        for (var caller : callers) {
            assertThatThrownBy(() -> caller.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(InfrastructureException.class);
        }
        assertThat(slow.history()).as("one try for all of them").hasSize(1);
    }

    private RawRecord rawLetter(String key) {
        return new RawRecord(
                "dead-letters",
                0,
                5,
                Instant.EPOCH,
                Lane.bytes(key),
                new byte[] {1},
                new RecordHeaders(),
                trace);
    }

    private static PublishingFailureRouter router(RecordPublisher through) {
        return new PublishingFailureRouter(
                "planner",
                through,
                "errors.planner",
                "dead-letters",
                InstantSource.fixed(Instant.EPOCH));
    }

    private PublishingFailureRouter router() {
        return router(publisher);
    }

    private RawRecord raw(byte @Nullable [] key, byte[] value) {
        return new RawRecord(
                "wakeups", 0, 5, Instant.EPOCH, key, value, new RecordHeaders(), trace);
    }

    /** Refuses what the broker of a topic with that limit would refuse. */
    private static final class SmallRecordsProducer extends MockProducer<byte[], byte[]> {
        private final int limit;

        SmallRecordsProducer(int limit) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.limit = limit;
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            int size = record.key().length + record.value().length;
            sendException = size > limit ? new RecordTooLargeException(size + " bytes") : null;
            return super.send(record, callback);
        }
    }
}
