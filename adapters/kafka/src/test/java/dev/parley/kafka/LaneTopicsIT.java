package dev.parley.kafka;

import static org.apache.kafka.common.acl.AclPermissionType.DENY;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.parley.embedded.EmbeddedKafka;
import dev.parley.embedded.LoopbackPort;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(180)
class LaneTopicsIT {
    @TempDir static Path directory;

    private static final Map<String, String> WITH_RIGHTS =
            Map.of(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                    "allow.everyone.if.no.acl.found",
                    "true");

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(directory, 0, WITH_RIGHTS);
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        kafka.close();
    }

    @Test
    void anotherNumberOfPartitionsThanTheTopicsHaveEndsTheStartAndChangesNothing()
            throws Exception {
        try (var _ = process("one.", "--parley.kafka.partitions=2")) {
            assertThat(partitions("one.inbound")).isEqualTo(2);
        }

        assertThatThrownBy(() -> process("one.", "--parley.kafka.partitions=3").close())
                .satisfies(failure ->
                        assertThat(TopicMismatchException.cause(failure))
                                .hasMessageContaining(
                                        "one.inbound has 2 partitions and parley.kafka.partitions is 3"));
        assertThat(partitions("one.inbound")).isEqualTo(2);
    }

    @Test
    void aSettingThatIsAnotherOneIsToldOnceAndCountedAndStays() throws Exception {
        process("two.").close();
        var plans = new ConfigResource(ConfigResource.Type.TOPIC, "two.plans");
        admin.incrementalAlterConfigs(
                        Map.of(
                                plans,
                                List.of(
                                        new AlterConfigOp(
                                                new ConfigEntry("retention.ms", "1000"),
                                                AlterConfigOp.OpType.SET))))
                .all()
                .get();

        try (var log = LogLines.of(TopicDrift.class);
                var process = process("two.")) {
            assertThat(log.at(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("two.plans", "retention.ms is 1000, not 604800000");
            var meters = process.getBean(MeterRegistry.class);
            assertThat(drift(meters, "plans")).isEqualTo(1);
            assertThat(drift(meters, "inbound")).isZero();
        }
        assertThat(configs(plans).get("retention.ms").value()).isEqualTo("1000");
    }

    @Test
    void topicsAreMadeAsTheCatalogueSays() throws Exception {
        try (var process = process("three.")) {
            var catalogue = process.getBean(TopicCatalogue.class);
            for (var topic : Topic.values()) {
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, catalogue.name(topic));
                var configs = configs(resource);
                catalogue
                        .settings(topic)
                        .configs()
                        .forEach((name, value) ->
                                assertThat(configs.get(name).value()).as(name).isEqualTo(value));
            }
        }
    }

    /** A process needs rights on the topics it uses, and on no other. */
    @Test
    void topicThatIsNotShownToAProcessIsTakenAsThere() throws Exception {
        process("hidden.").close();
        var hidden = new ResourcePattern(ResourceType.TOPIC, "hidden.dead-letters", LITERAL);
        var denied = new AccessControlEntry("User:ANONYMOUS", "*", AclOperation.DESCRIBE, DENY);
        admin.createAcls(List.of(new AclBinding(hidden, denied))).all().get();

        var logger = (Logger) LoggerFactory.getLogger(LaneTopics.class);
        logger.setLevel(Level.INFO);
        try (var log = LogLines.of(LaneTopics.class);
                var process = process("hidden.", "--parley.kafka.broker-patience=20s")) {
            assertThat(process.isRunning()).isTrue();
            assertThat(log.at(Level.INFO))
                    .containsExactly(
                            "not shown to this process, and taken as there: [hidden.dead-letters]");
        } finally {
            logger.setLevel(null);
        }
    }

    @Test
    void brokersThatComeLateAreWaitedFor(@TempDir Path late) throws Exception {
        int port = LoopbackPort.free();
        try (var log = LogLines.of(LaneTopics.class)) {
            var started = new FutureTask<>(() -> StartedProcess.start(port, "late."));
            Thread.ofPlatform().daemon().name("late-start").start(started);
            log.await(Level.WARN, "waiting for brokers");
            try (var broker = EmbeddedKafka.start(late, port);
                    var process = started.get()) {
                assertThat(broker.port()).isEqualTo(port);
                assertThat(process.isRunning()).isTrue();
            }
        }
    }

    @Test
    void topicsThatAreShownSomeTimeAfterTheyWereMadeAreWaitedFor() throws Exception {
        var catalogue = new TopicCatalogue("shown-late.", 2, 1);
        try (var late = new LateAdmin(kafka.bootstrapServers(), 3)) {
            var topics = new LaneTopics(late, catalogue).prepare(Duration.ofSeconds(30));
            assertThat(topics).containsOnlyKeys(Topic.values());
            assertThat(late.looks()).isGreaterThan(3);
        }
    }

    /** A broker that shows no topic by the first looks at it. */
    private static final class LateAdmin extends ForwardingAdmin {
        private final int hidden;
        private int looks;

        LateAdmin(String brokers, int hidden) {
            super(Map.of("bootstrap.servers", brokers));
            this.hidden = hidden;
        }

        int looks() {
            return looks;
        }

        @Override
        public DescribeTopicsResult describeTopics(
                TopicCollection topics, DescribeTopicsOptions options) {
            looks++;
            if (looks > hidden) {
                return super.describeTopics(topics, options);
            }
            var answers = new HashMap<String, KafkaFuture<TopicDescription>>();
            for (var name : ((TopicCollection.TopicNameCollection) topics).topicNames()) {
                var unknown = new KafkaFutureImpl<TopicDescription>();
                unknown.completeExceptionally(new UnknownTopicOrPartitionException(name));
                answers.put(name, unknown);
            }
            return new DescribeTopicsResult(null, answers) {};
        }
    }

    private static Config configs(ConfigResource resource) throws Exception {
        var all = admin.describeConfigs(List.of(resource)).all().get();
        return Objects.requireNonNull(all.get(resource));
    }

    private static double drift(MeterRegistry meters, String topic) {
        return meters.get("parley.topics.drift").tag("topic", topic).gauge().value();
    }

    private static int partitions(String topic) throws Exception {
        var topics = admin.describeTopics(List.of(topic)).allTopicNames().get();
        return Objects.requireNonNull(topics.get(topic)).partitions().size();
    }

    private static ConfigurableApplicationContext process(String prefix, String... more) {
        return StartedProcess.start(kafka.port(), prefix, more);
    }
}
