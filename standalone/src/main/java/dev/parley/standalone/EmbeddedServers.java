package dev.parley.standalone;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** The broker and the Redis that run with us, on the ports of their last start where possible. */
record EmbeddedServers(EmbeddedKafka kafka, Optional<EmbeddedRedis> redis)
        implements AutoCloseable {
    /**
     * Starts them.
     *
     * @param data where each keeps a folder
     * @param kafkaPort 0 for the one of the last start, or any
     * @param redisPort as for Kafka; empty for no Redis
     */
    static EmbeddedServers start(Path data, int kafkaPort, OptionalInt redisPort) {
        // Redis first: it is there in a moment, or says at once that its port is taken.
        Optional<EmbeddedRedis> redis =
                redisPort.isPresent()
                        ? Optional.of(startRedis(data, redisPort.getAsInt()))
                        : Optional.empty();
        try {
            return new EmbeddedServers(startKafka(data, kafkaPort), redis);
        } catch (RuntimeException e) {
            redis.ifPresent(EmbeddedRedis::close);
            throw e;
        }
    }

    static EmbeddedKafka startKafka(Path data, int wanted) {
        var ports = new RememberedPorts(data);
        var broker =
                ports.start(
                        "kafka", wanted, port -> EmbeddedKafka.start(data.resolve("kafka"), port));
        ports.remember("kafka", broker.port());
        return broker;
    }

    static EmbeddedRedis startRedis(Path data, int wanted) {
        var ports = new RememberedPorts(data);
        var server =
                ports.start(
                        "redis", wanted, port -> EmbeddedRedis.start(data.resolve("redis"), port));
        ports.remember("redis", server.port());
        return server;
    }

    @Override
    public void close() {
        try {
            redis.ifPresent(EmbeddedRedis::close);
        } finally {
            kafka.close();
        }
    }
}
