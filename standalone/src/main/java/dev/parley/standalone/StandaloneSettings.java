package dev.parley.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a standalone Parley runs.
 *
 * @param data the data directory; created if missing
 * @param apiPort port of the HTTP API; 0 for any free one
 * @param kafkaPort port of the embedded broker; 0 for the one of the last start, if it is still
 *     free, or any
 * @param redisPort port of the embedded Redis; 0 as for the broker
 * @param redis whether a Redis runs at all
 * @param modelLatency how long each call of the offline model takes
 * @param properties further Spring properties, which win over everything else
 */
public record StandaloneSettings(
        Path data,
        int apiPort,
        int kafkaPort,
        int redisPort,
        boolean redis,
        Duration modelLatency,
        Map<String, String> properties) {
    public StandaloneSettings {
        properties = Map.copyOf(properties);
    }

    /** Everything on free ports, with an offline model that answers at once. */
    public static StandaloneSettings onFreePorts(Path data) {
        return new StandaloneSettings(data, 0, 0, 0, true, Duration.ZERO, Map.of());
    }

    public StandaloneSettings withModelLatency(Duration latency) {
        return new StandaloneSettings(
                data, apiPort, kafkaPort, redisPort, redis, latency, properties);
    }

    public StandaloneSettings withProperties(Map<String, String> more) {
        return new StandaloneSettings(
                data, apiPort, kafkaPort, redisPort, redis, modelLatency, more);
    }

    public StandaloneSettings withoutRedis() {
        return new StandaloneSettings(
                data, apiPort, kafkaPort, redisPort, false, modelLatency, properties);
    }
}
