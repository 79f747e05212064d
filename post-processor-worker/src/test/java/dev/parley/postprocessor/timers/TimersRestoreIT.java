package dev.parley.postprocessor.timers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.postprocessor.timers.HeldTimers.HeldTimer;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.Wakeup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The timers against a broker: what one process has set, the next one tells. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class TimersRestoreIT {
    private static final String KEY = "acme/c-1";
    private static final Duration ALLOWED = Duration.ofSeconds(40);
    private final TopicCatalogue catalogue = new TopicCatalogue("lane.", 2, 1);
    private final RecordCodec codec = new RecordCodec();

    @SuppressWarnings("NullAway.Init")
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init")
    private Admin admin;

    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        directory = folder;
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        admin.createTopics(
                        catalogue.all().stream()
                                .map(topic ->
                                        new NewTopic(
                                                        topic.name(),
                                                        topic.partitions(),
                                                        topic.replicationFactor())
                                                .configs(topic.configs()))
                                .toList())
                .all()
                .get();
    }

    @AfterAll
    void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void timerSetByOneProcessIsToldByAnotherThatHasNothingOnDisk() throws Exception {
        var due = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(15);
        var first = timers("first");
        first.start();
        assertThat(first.health().getStatus().getCode()).isEqualTo("UP");
        answer(due.minus(ALLOWED.dividedBy(2)));
        awaitChangelog();
        first.stop();
        assertThat(wakeups(Duration.ofMillis(500))).isEmpty();

        var second = timers("second");
        second.start();
        try {
            assertThat(wakeups(Duration.ofSeconds(60)))
                    .first()
                    .satisfies(told -> {
                        assertThat(told.getConversation()).isEqualTo("c-1");
                        assertThat(told.getAt()).isAfterOrEqualTo(due);
                        assertThat(told.getNotBefore()).isEqualTo(due);
                    });
        } finally {
            second.stop();
        }
        assertThat(group()).isEmpty();
        changelogsAreCompactedAndAsWideAsTheInputs();
    }

    private Timers timers(String name) {
        var properties =
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of(
                                                "parley.timers.state-directory",
                                                directory.resolve(name).toString())))
                        .bindOrCreate("parley.timers", Bindable.of(TimersProperties.class));
        return Timers.of(
                properties,
                ALLOWED,
                new TimersHost(
                        codec,
                        catalogue,
                        new DrivenTimers.NoOrganizations(),
                        new SimpleMeterRegistry()),
                Map.of(),
                List.of(kafka.bootstrapServers()));
    }

    private void answer(Instant committedAt) throws Exception {
        var reply = TimerRecords.reply(KEY, ReplyKind.ANSWER, 1, committedAt);
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    catalogue.name(Topic.REPLIES), KEY, codec.encode(reply)))
                    .get();
        }
    }

    /** Until the timer is where another process can find it. */
    private void awaitChangelog() {
        var changelog = "lane.timers-" + TimersTopology.CONVERSATIONS + "-changelog";
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                kafka.bootstrapServers(),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new HeldTimersForm().deserializer())) {
            while (consumer.listTopics().get(changelog) == null) {
                Thread.onSpinWait();
            }
            consumer.assign(
                    List.of(new TopicPartition(changelog, 0), new TopicPartition(changelog, 1)));
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    assertThat(record.key()).isEqualTo(KEY);
                    assertThat(record.value().get(TimerKind.IDLE)).isInstanceOf(HeldTimer.class);
                    return;
                }
            }
        }
    }

    private List<Wakeup> wakeups(Duration limit) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                kafka.bootstrapServers(),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var topic = catalogue.name(Topic.FOLLOW_UPS);
            consumer.assign(List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)));
            long end = System.nanoTime() + limit.toNanos();
            while (System.nanoTime() < end) {
                var found = consumer.poll(Duration.ofMillis(100));
                if (!found.isEmpty()) {
                    return StreamSupport.stream(found.spliterator(), false)
                            .map(record -> codec.decode(record.value(), Wakeup.class))
                            .toList();
                }
            }
            return List.of();
        }
    }

    /** Who stopped is not waited for by who starts next. */
    private Collection<?> group() throws Exception {
        var groups = admin.describeConsumerGroups(List.of("lane.timers")).all().get();
        return Objects.requireNonNull(groups.get("lane.timers")).members();
    }

    private void changelogsAreCompactedAndAsWideAsTheInputs() throws Exception {
        for (var store : List.of(TimersTopology.CONVERSATIONS, TimersTopology.MOMENTS)) {
            var name = "lane.timers-" + store + "-changelog";
            var topic = admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(Objects.requireNonNull(topic).partitions()).hasSize(2);
            assertThat(
                            Objects.requireNonNull(config)
                                    .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                                    .value())
                    .isEqualTo("compact");
            assertThat(config.get(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG).value())
                    .isEqualTo(String.valueOf(Duration.ofDays(1).toMillis()));
        }
    }
}
