package dev.parley.postprocessor.timers;

import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.organization.Policies;
import dev.parley.runtime.BackOff;
import dev.parley.schemas.ConversationEvent;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.EventType;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.Reply;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.Wakeup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** The topology on a clock that moves only when told, at first at {@link #START}. */
final class DrivenTimers implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final String KEY = "acme/c-1";
    static final Duration DEFAULT = Duration.ofHours(24);
    static final IdleRules IDLE =
            new IdleRules(BackOff.between(Duration.ofMinutes(1), Duration.ofMinutes(8)), 4);
    static final RetryRules RETRY =
            new RetryRules(BackOff.between(Duration.ofSeconds(1), Duration.ofSeconds(60)), 3);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TopicCatalogue catalogue = new TopicCatalogue("parley.", 1, 1);
    private final Map<String, Duration> policies = new HashMap<>();
    private final RecordCodec codec = new RecordCodec();
    private final Organizations organizations =
            new Organizations() {
                @Override
                public Optional<Organization> find(String organization) {
                    return Optional.ofNullable(policies.get(organization))
                            .map(inactivity -> organization(organization, inactivity));
                }

                @Override
                public Collection<Organization> all() {
                    return List.of();
                }
            };
    private final TimerSettings settings;
    private TopologyTestDriver driver;
    private Instant now = START;

    DrivenTimers() {
        this(1_000);
    }

    DrivenTimers(int limit) {
        settings = new TimerSettings(IDLE, RETRY, Duration.ofMillis(100), limit);
        driver = driver();
    }

    Instant now() {
        return now;
    }

    void policy(String organization, Duration inactivity) {
        policies.put(organization, inactivity);
    }

    void advance(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    void reply(ReplyKind kind, long turn) {
        read(Topic.REPLIES, KEY, TimerRecords.reply(KEY, kind, turn, now));
    }

    void event(EventType type) {
        read(Topic.EVENTS, KEY, TimerRecords.event(KEY, type, now));
    }

    void read(Topic topic, String key, SpecificRecord record) {
        readBytes(topic, key, codec.encode(record));
    }

    void readBytes(Topic topic, String key, byte[] value) {
        driver.createInputTopic(
                        catalogue.name(topic), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value, now);
    }

    /** What was told since the last call. */
    List<Wakeup> told(Topic topic) {
        return written(topic, Wakeup.class);
    }

    /** What was given up since the last call. */
    List<DeadLetter> letters() {
        return written(Topic.DEAD_LETTERS, DeadLetter.class);
    }

    private <T extends SpecificRecord> List<T> written(Topic topic, Class<T> type) {
        var output =
                driver.createOutputTopic(
                        catalogue.name(topic),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        var written = new ArrayList<T>();
        output.readKeyValuesToList()
                .forEach(record -> written.add(codec.decode(record.value, type)));
        return written;
    }

    int followUps() {
        return told(Topic.FOLLOW_UPS).size();
    }

    KeyValueStore<String, HeldTimers> conversations() {
        return driver.getKeyValueStore(TimersTopology.CONVERSATIONS);
    }

    KeyValueStore<Bytes, byte[]> moments() {
        return driver.getKeyValueStore(TimersTopology.MOMENTS);
    }

    int listed() {
        int count = 0;
        try (var all = moments().all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    /** Another process goes on with the same state, after a while. */
    void restart(Duration later) {
        var held = new HashMap<String, HeldTimers>();
        var moments = new HashMap<Bytes, byte[]>();
        try (var all = conversations().all();
                var listed = moments().all()) {
            all.forEachRemaining(entry -> held.put(entry.key, entry.value));
            listed.forEachRemaining(entry -> moments.put(entry.key, entry.value));
        }
        driver.close();
        now = now.plus(later);
        driver = driver();
        held.forEach(conversations()::put);
        moments.forEach(moments()::put);
    }

    /** The same conversation with other records, some by hand. */
    static ConversationEvent event(EventType type, Instant at) {
        return TimerRecords.event(KEY, type, at);
    }

    static Reply answer(long turn, Instant at) {
        return TimerRecords.reply(KEY, ReplyKind.ANSWER, turn, at);
    }

    @Override
    public void close() {
        driver.close();
    }

    private TopologyTestDriver driver() {
        var topology =
                new TimersTopology(
                        settings,
                        codec,
                        catalogue,
                        new AllowedSilence(organizations, DEFAULT),
                        new TimerMetrics(meters),
                        Duration.ZERO);
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "timers-test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory().toAbsolutePath().toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, TimersMemory.class);
        return new TopologyTestDriver(topology.build(), properties, now);
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory(
                    Path.of("target"), "timers-"); // no temp directory: Streams warns
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** None is configured. */
    record NoOrganizations() implements Organizations {
        @Override
        public Optional<Organization> find(String organization) {
            return Optional.empty();
        }

        @Override
        public Collection<Organization> all() {
            return List.of();
        }
    }

    private static Organization organization(String id, Duration inactivity) {
        return new Organization(
                id,
                1,
                id,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Policies(null, null, null, null, inactivity, null, null),
                List.of());
    }
}
