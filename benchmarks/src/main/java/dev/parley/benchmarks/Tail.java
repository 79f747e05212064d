package dev.parley.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from now on, every partition, without a group. */
final class Tail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<ConsumerRecord<String, byte[]>> seen;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts to read; what is published from here on is seen.
     *
     * @param seen called for each record on one thread; must not block
     */
    Tail(String brokers, List<String> topics, Consumer<ConsumerRecord<String, byte[]>> seen) {
        this.seen = seen;
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        var partitions =
                topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // the seek itself is put off until somebody asks
        thread = Thread.ofPlatform().daemon().name("bench-tail-" + topics).start(this::read);
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                consumer.poll(POLL).forEach(seen);
            }
        }
    }

    /** Returns when the last call has ended. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
