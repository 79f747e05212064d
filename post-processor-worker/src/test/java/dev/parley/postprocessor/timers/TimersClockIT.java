package dev.parley.postprocessor.timers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

/** The timers where clocks are wrong. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class TimersClockIT {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration ALLOWED = Duration.ofMinutes(10);

    private final TopicCatalogue catalogue = new TopicCatalogue("clock.", 1, 1);
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
                                .map(topic -> {
                                    // As a lane of old has them, and as a broker takes them whose
                                    // own clock is ahead.
                                    var configs = new HashMap<>(topic.configs());
                                    configs.put("message.timestamp.type", "CreateTime");
                                    configs.put(
                                            "message.timestamp.after.max.ms",
                                            String.valueOf(DAY.multipliedBy(2).toMillis()));
                                    return new NewTopic(
                                                    topic.name(),
                                                    topic.partitions(),
                                                    topic.replicationFactor())
                                            .configs(configs);
                                })
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
    void aRecordFromTheFutureStopsNoTimerAndAClockThatIsSetBackDelaysNone() throws Exception {
        var time = new ShiftedTime();
        var timers = timers(time);
        timers.start();
        try {
            var past = Instant.now().minus(ALLOWED.multipliedBy(2));
            answer("acme/ahead", past, Instant.now().plus(DAY));
            awaitFollowUps(1);
            assertThat(timers.health().getDetails()).containsEntry("crashes", 0);

            time.set(ALLOWED.negated());
            answer("acme/set-back", past, Instant.now());
            awaitFollowUps(2);
            assertThat(timers.health().getStatus().getCode()).isEqualTo("UP");
        } finally {
            timers.stop();
        }
    }

    private Timers timers(ShiftedTime time) {
        var values =
                Map.of("parley.timers.state-directory", directory.resolve("timers").toString());
        return Timers.of(
                new Binder(new MapConfigurationPropertySource(values))
                        .bindOrCreate("parley.timers", Bindable.of(TimersProperties.class)),
                ALLOWED,
                new TimersHost(
                        codec,
                        catalogue,
                        new DrivenTimers.NoOrganizations(),
                        new SimpleMeterRegistry()),
                Map.of(),
                List.of(kafka.bootstrapServers()),
                time);
    }

    private void answer(String key, Instant committedAt, Instant stamped) throws Exception {
        var reply = TimerRecords.reply(key, ReplyKind.ANSWER, 1, committedAt);
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    catalogue.name(Topic.REPLIES),
                                    0,
                                    stamped.toEpochMilli(),
                                    key,
                                    codec.encode(reply)))
                    .get();
        }
    }

    private void awaitFollowUps(long count) throws Exception {
        var topic = new TopicPartition(catalogue.name(Topic.FOLLOW_UPS), 0);
        while (end(topic) < count) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private long end(TopicPartition topic) throws Exception {
        var ends = admin.listOffsets(Map.of(topic, OffsetSpec.latest())).all().get();
        return Objects.requireNonNull(ends.get(topic)).offset();
    }
}
