package dev.parley.postprocessor.timers;

import dev.parley.schemas.TopicCatalogue;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams is set up for the timers. */
final class StreamsSettings {
    /**
     * The lowest that brokers allow unless told otherwise: how long a killed process is waited for.
     */
    private static final int SESSION_MILLIS = 6_000;

    private static final int HEARTBEAT_MILLIS = 1_500;
    private static final int COMMIT_MILLIS = 5_000;
    private static final int LINGER_MILLIS = 5;

    private StreamsSettings() {}

    /**
     * @param given settings from outside; they win over ours where no promise hangs on it
     */
    static Properties of(
            TimersProperties timers,
            TopicCatalogue catalogue,
            Map<String, Object> given,
            Iterable<String> brokers) {
        var all = new Properties();
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, timers.threads());
        all.put(StreamsConfig.POLL_MS_CONFIG, timers.interval().toMillis());
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        // The client sets the session of this protocol; that of the newer one is the broker's, 45 s
        // by default.
        all.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        all.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        all.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        all.putAll(given);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, catalogue.prefix() + "timers");
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", brokers));
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, catalogue.replicationFactor());
        all.put(StreamsConfig.STATE_DIR_CONFIG, timers.stateDirectory());
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        // A record without a usable time, or from the future, must not stop the timers.
        all.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, PresentTime.class);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, TimersMemory.class);
        all.put(TimersMemory.BYTES, timers.memory().toBytes());
        return all;
    }

    private static String consumer(String name) {
        return StreamsConfig.mainConsumerPrefix(name);
    }
}
