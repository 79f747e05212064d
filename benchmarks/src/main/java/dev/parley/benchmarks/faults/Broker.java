package dev.parley.benchmarks.faults;

import dev.parley.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;

/** A broker in this JVM that can go and come back on the same port. Not thread-safe. */
final class Broker implements AutoCloseable {
    /** What a broker that nobody configured asks of groups. */
    static final Map<String, String> DEFAULT_GROUP_TIMES =
            Map.of(
                    "group.consumer.session.timeout.ms", "45000",
                    "group.consumer.min.session.timeout.ms", "45000",
                    "group.consumer.heartbeat.interval.ms", "5000",
                    "group.consumer.min.heartbeat.interval.ms", "5000",
                    "group.initial.rebalance.delay.ms", "3000");

    private final Path directory;
    private final Map<String, String> properties;
    private final int port;
    private EmbeddedKafka kafka;

    Broker(Path directory, Map<String, String> properties) {
        this.directory = directory;
        this.properties = properties;
        this.kafka = EmbeddedKafka.start(directory, 0, properties);
        this.port = kafka.port();
    }

    String address() {
        return kafka.bootstrapServers();
    }

    void stop() {
        kafka.close();
    }

    void start() {
        kafka = EmbeddedKafka.start(directory, port, properties);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
