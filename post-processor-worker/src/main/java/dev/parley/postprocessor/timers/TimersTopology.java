package dev.parley.postprocessor.timers;

import dev.parley.runtime.CatalogueDecoder;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * What is read, kept and written: errors, replies and events in; wakeups, follow-ups and dead
 * letters out; in between the timers by conversation and the order of their due moments, both with
 * a changelog.
 *
 * @param patience how long the schema of a record is waited for
 */
record TimersTopology(
        TimerSettings settings,
        RecordCodec codec,
        TopicCatalogue catalogue,
        AllowedSilence silence,
        TimerMetrics metrics,
        Duration patience) {
    static final String CONVERSATIONS = "conversations";
    static final String MOMENTS = "moments";

    static final List<Topic> INPUTS =
            List.of(
                    Topic.PLANNER_ERRORS,
                    Topic.EXECUTOR_ERRORS,
                    Topic.POST_PROCESSOR_ERRORS,
                    Topic.REPLIES,
                    Topic.EVENTS);

    private static final String TIMERS = "timers";
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** The name of the node that writes to a topic. */
    static String sink(Topic topic) {
        return "to-" + topic.baseName();
    }

    Topology build() {
        var topology = new Topology();
        var names = INPUTS.stream().map(catalogue::name).toArray(String[]::new);
        ProcessorSupplier<String, byte[], String, byte[]> processor = this::processor;
        topology.addSource("records", new StringDeserializer(), new ByteArrayDeserializer(), names)
                .addProcessor(TIMERS, processor, "records")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(CONVERSATIONS),
                                        Serdes.String(),
                                        new HeldTimersForm())
                                .withCachingDisabled()
                                .withLoggingEnabled(changelog()),
                        TIMERS)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(MOMENTS),
                                        Serdes.Bytes(),
                                        Serdes.ByteArray())
                                .withCachingDisabled()
                                .withLoggingEnabled(changelog()),
                        TIMERS);
        for (var topic : List.of(Topic.WAKEUPS, Topic.FOLLOW_UPS, Topic.DEAD_LETTERS)) {
            topology.addSink(
                    sink(topic),
                    catalogue.name(topic),
                    new StringSerializer(),
                    new ByteArraySerializer(),
                    TIMERS);
        }
        return topology;
    }

    private TimerProcessor processor() {
        var decoder = new PatientDecoder(new CatalogueDecoder(codec, catalogue), patience);
        return new TimerProcessor(settings, codec, decoder, catalogue, silence, metrics);
    }

    /** What is erased or over is compacted away within about a day. */
    private Map<String, String> changelog() {
        var configs = new HashMap<String, String>();
        configs.put("cleanup.policy", "compact");
        configs.put("segment.ms", Long.toString(DAY));
        configs.put("max.compaction.lag.ms", Long.toString(DAY));
        configs.put("delete.retention.ms", Long.toString(DAY));
        // Else a broker refuses what bears a time that its own clock has not reached.
        configs.put("message.timestamp.type", "LogAppendTime");
        int replicas = catalogue.replicationFactor();
        if (replicas != TopicCatalogue.BROKERS_REPLICATION) {
            configs.put(
                    TopicCatalogue.LEAST_IN_SYNC,
                    Integer.toString(TopicCatalogue.leastInSync(replicas)));
        }
        return configs;
    }
}
