package dev.parley.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.schemas.RecordCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records, with their trace, in the encoding of {@link RecordCodec}. Before its first
 * record it publishes the schemas of this build, so that an older reader can learn them.
 *
 * <p>A record is published when its future is complete: acknowledged by all in-sync replicas. The
 * producer retries by itself, without doubling or reordering, for a bounded time. A failed future
 * means unknown, not absent: the record may have been written. Thread-safe.
 */
public final class RecordPublisher implements AutoCloseable {

    private final RenewedProducer producer;
    private final RecordCodec codec;
    private final String schemasTopic;
    private final AtomicReference<@Nullable CompletableFuture<Void>> announced =
            new AtomicReference<>();

    /**
     * @param schemasTopic full name of the topic that carries the schemas
     * @param producer settings of the Kafka producer over these defaults: acks all, idempotence,
     *     linger 1 ms, at most 20 s until a record is acknowledged or failed; bootstrap.servers
     *     must be among them
     */
    public RecordPublisher(RecordCodec codec, String schemasTopic, Map<String, Object> producer) {
        this(codec, schemasTopic, () -> kafkaProducer(producer));
    }

    /**
     * @param schemasTopic full name of the topic that carries the schemas
     * @param producers makes a producer, and another one when that is of no use any more
     */
    public RecordPublisher(
            RecordCodec codec, String schemasTopic, Supplier<Producer<byte[], byte[]>> producers) {
        this(codec, schemasTopic, new RenewedProducer(producers, System::nanoTime));
    }

    RecordPublisher(RecordCodec codec, String schemasTopic, RenewedProducer producer) {
        this.codec = codec;
        this.schemasTopic = schemasTopic;
        this.producer = producer;
    }

    /** Begins to publish the schemas of this build, so that the first record need not wait. */
    public void start() {
        var _ = announcement();
    }

    /**
     * Publishes one record. The calling thread may be blocked for a moment: by the first record,
     * whose schemas are published before it, and while the producer's memory is full.
     *
     * @param topic full name of the topic, prefix included
     * @param key decides the partition: records of one key, sent in order, stay in order
     * @return completes when the record is acknowledged, on a thread that must not be blocked
     * @throws IllegalArgumentException if no topic carries such a record
     */
    public CompletableFuture<Void> publish(
            String topic, String key, SpecificRecord value, TraceContext trace) {
        var record = new ProducerRecord<>(topic, bytes(key), codec.encode(value));
        trace.putInto(record.headers());
        try {
            announceSchemas();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return producer.send(record);
    }

    /**
     * Publishes one record and waits until it is acknowledged.
     *
     * @throws InfrastructureException if it was not, or it is not known whether it was; the cause
     *     tells. A record that Kafka refuses for what it is has Kafka's own exception instead
     */
    public void publishAndAwait(String topic, String key, SpecificRecord value, TraceContext trace)
            throws InterruptedException {
        await(publish(topic, key, value, trace));
    }

    /**
     * Publishes a record once more as it was, with its own headers, and waits until it is
     * acknowledged.
     *
     * @throws InfrastructureException as {@link #publishAndAwait}
     */
    public void publishAgainAndAwait(
            String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers)
            throws InterruptedException {
        await(producer.send(new ProducerRecord<>(topic, null, key, value, headers)));
    }

    /**
     * Publishes that a key of a compacted topic is no more, and waits until that is acknowledged.
     *
     * @throws InfrastructureException as {@link #publishAndAwait}
     */
    public void removeAndAwait(String topic, String key, TraceContext trace)
            throws InterruptedException {
        var record = new ProducerRecord<byte[], byte[]>(topic, bytes(key), null);
        trace.putInto(record.headers());
        await(producer.send(record));
    }

    /**
     * Publishes the schemas of this build once, and waits until they are acknowledged. Callers that
     * come meanwhile wait for the same try, and fail with it.
     *
     * @throws InfrastructureException when they were not
     */
    public void announceSchemas() {
        try {
            await(announcement());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while publishing schemas", e);
        }
    }

    /** Waits for what was published, for a bounded time, and closes the producer. */
    @Override
    public void close() {
        producer.close();
    }

    /** The try that succeeded or is under way, or else a new one. */
    private CompletableFuture<Void> announcement() {
        var known = announced.get();
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        var begun = new CompletableFuture<Void>();
        if (!announced.compareAndSet(known, begun)) {
            return announcement();
        }
        // Not in the producer's own thread, which must not wait for what it sends.
        Thread.ofVirtual().name("parley-schemas-publish").start(() -> sendSchemas(begun));
        return begun;
    }

    /** One after the other: several at once may get stuck on a topic that is new. */
    private void sendSchemas(CompletableFuture<Void> announcement) {
        try {
            for (var schema : RecordCodec.currentSchemas()) {
                await(
                        producer.send(
                                new ProducerRecord<>(
                                        schemasTopic, bytes(schema.key()), bytes(schema.json()))));
            }
            announcement.complete(null);
        } catch (InterruptedException | RuntimeException e) {
            announcement.completeExceptionally(e);
        }
    }

    /**
     * Waits until a published record is acknowledged.
     *
     * @throws InfrastructureException as {@link #publishAndAwait}
     */
    public static void await(CompletableFuture<Void> published) throws InterruptedException {
        try {
            published.get();
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            if (KafkaRefusal.isAboutTheRecord(cause)) {
                throw (RuntimeException) cause;
            }
            throw new InfrastructureException("publishing failed: " + cause.getMessage(), cause);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Producer<byte[], byte[]> kafkaProducer(Map<String, Object> settings) {
        var all = new HashMap<String, Object>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, ClientIds.of("publisher"));
        all.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
        all.putAll(settings);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
