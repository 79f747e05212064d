package dev.parley.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.schemas.RecordCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teaches a codec every schema that producers publish, from the first one on and as they come, so
 * that records of newer builds can be read. Needs no consumer group. Thread-safe.
 */
public final class SchemaDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaDirectory.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final RecordCodec codec;
    private final String topic;
    private final Map<String, Object> settings;
    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * @param topic full name of the topic that carries the schemas
     * @param consumer settings of the Kafka consumer, bootstrap.servers among them
     */
    public SchemaDirectory(RecordCodec codec, String topic, Map<String, Object> consumer) {
        this.codec = codec;
        this.topic = topic;
        this.settings = new HashMap<>(consumer);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    }

    /** Begins to read in the background; failures are tried again until it is closed. */
    public void start() {
        Thread.ofPlatform().daemon().name("parley-schemas").start(this::run);
    }

    /** Stops reading within a second, without waiting for it. */
    @Override
    public void close() {
        closing.countDown();
    }

    private void run() {
        while (!isClosing(Duration.ZERO)) {
            try (var consumer =
                    new KafkaConsumer<>(
                            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                tail(consumer);
            } catch (RuntimeException e) {
                warnings.warn("reading schemas from " + topic + " failed, trying again", e);
                isClosing(AFTER_FAILURE);
            }
        }
    }

    private void tail(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(each -> new TopicPartition(each.topic(), each.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("there is no topic " + topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (!isClosing(Duration.ZERO)) {
            consumer.poll(POLL).forEach(this::learn);
        }
    }

    private void learn(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            codec.learn(new String(record.value(), UTF_8));
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}@{} is no schema and is left out: {}", topic, record.offset(), e.toString());
        }
    }

    private boolean isClosing(Duration wait) {
        try {
            return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }
}
