package dev.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicCatalogueTest {

    private final TopicCatalogue catalogue =
            new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, 12, 3);

    @Test
    void everyTopicOfTheLaneIsNamed() {
        assertThat(catalogue.all())
                .extracting(TopicSettings::name)
                .containsExactlyInAnyOrder(
                        "parley.inbound",
                        "parley.wakeups",
                        "parley.follow-ups",
                        "parley.plans",
                        "parley.replies",
                        "parley.errors.planner",
                        "parley.errors.executor",
                        "parley.errors.post-processor",
                        "parley.events",
                        "parley.dead-letters",
                        "parley.organizations",
                        "parley.documents",
                        "parley.audit",
                        "parley.store-marks",
                        "parley.schemas");
    }

    @Test
    void topicsOfConversationsShareOnePartitionCount() {
        assertThat(
                        Arrays.stream(Topic.values())
                                .collect(
                                        Collectors.toMap(
                                                t -> t, t -> catalogue.settings(t).partitions())))
                .allSatisfy((topic, partitions) ->
                        assertThat(partitions)
                                .as(topic.baseName())
                                .isEqualTo(
                                        topic.cleanup() instanceof Cleanup.Compact
                                                        || topic == Topic.AUDIT
                                                ? 1
                                                : 12));
    }

    @Test
    void turnTopicsKeepRecordsAWeekAndRecordsForPeopleAMonth() {
        assertThat(Arrays.stream(Topic.values()).filter(topic -> retained(topic, 7)))
                .containsExactlyInAnyOrder(
                        Topic.INBOUND,
                        Topic.WAKEUPS,
                        Topic.FOLLOW_UPS,
                        Topic.PLANS,
                        Topic.REPLIES,
                        Topic.PLANNER_ERRORS,
                        Topic.EXECUTOR_ERRORS,
                        Topic.POST_PROCESSOR_ERRORS);
        assertThat(Arrays.stream(Topic.values()).filter(topic -> retained(topic, 30)))
                .containsExactlyInAnyOrder(Topic.EVENTS, Topic.DEAD_LETTERS);
        assertThat(Arrays.stream(Topic.values()).filter(topic -> retained(topic, 365)))
                .containsExactly(Topic.AUDIT);
    }

    @Test
    void configurationTopicsAreCompacted() {
        assertThat(catalogue.settings(Topic.SCHEMAS).configs())
                .isEqualTo(
                        Map.of(
                                "cleanup.policy", "compact",
                                "max.compaction.lag.ms", "86400000",
                                "segment.ms", "86400000",
                                "max.message.bytes", "1048576",
                                "message.timestamp.type", "LogAppendTime",
                                "min.insync.replicas", "2"));
        assertThat(catalogue.settings(Topic.ORGANIZATIONS).configs())
                .containsEntry("cleanup.policy", "compact");
        assertThat(catalogue.settings(Topic.DOCUMENTS).configs())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("max.message.bytes", "16777216");
    }

    @Test
    void brokerSettingsOfADeletedTopicAreComplete() {
        assertThat(catalogue.settings(Topic.INBOUND))
                .isEqualTo(
                        new TopicSettings(
                                "parley.inbound",
                                12,
                                (short) 3,
                                Map.of(
                                        "cleanup.policy", "delete",
                                        "retention.ms", "604800000",
                                        "segment.ms", "86400000",
                                        "max.message.bytes", "1048576",
                                        "message.timestamp.type", "LogAppendTime",
                                        "min.insync.replicas", "2")));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"DEAD_LETTERS", "ORGANIZATIONS", "DOCUMENTS", "SCHEMAS"},
            mode = EnumSource.Mode.EXCLUDE)
    void deadLetterHoldsAWholeRecordOfAnyWorkTopic(Topic topic) {
        assertThat(Topic.DEAD_LETTERS.maxMessageBytes())
                .isGreaterThan(topic.maxMessageBytes() + 512 * 1024);
    }

    @Test
    void singleBrokerNeedsOneReplicaInSync() {
        for (var replicas = 1; replicas <= 2; replicas++) {
            assertThat(new TopicCatalogue("", 1, replicas).settings(Topic.PLANS).configs())
                    .containsEntry("min.insync.replicas", "1");
        }
    }

    @Test
    void brokersThatChooseTheReplicasChooseHowManyAreInSyncToo() {
        var theirs = new TopicCatalogue("", 1, TopicCatalogue.BROKERS_REPLICATION);

        assertThat(theirs.settings(Topic.PLANS).replicationFactor()).isEqualTo((short) -1);
        assertThat(theirs.settings(Topic.PLANS).configs()).doesNotContainKey("min.insync.replicas");
    }

    @ParameterizedTest
    @EnumSource
    void brokersStampEveryRecord(Topic topic) {
        assertThat(catalogue.settings(topic).configs())
                .containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUDIT")
    void noTopicHoldsAConversationsTextLongerThanItIsTold(Topic topic) {
        var configs = catalogue.settings(topic).configs();
        if (topic.cleanup() instanceof Cleanup.Compact) {
            assertThat(configs).containsKey("max.compaction.lag.ms");
        } else {
            long held =
                    Long.parseLong(Objects.requireNonNull(configs.get("retention.ms")))
                            + Long.parseLong(Objects.requireNonNull(configs.get("segment.ms")));
            assertThat(Duration.ofMillis(held))
                    .isLessThanOrEqualTo(catalogue.longestRetention())
                    .isLessThanOrEqualTo(Duration.ofDays(31));
        }
    }

    @ParameterizedTest
    @EnumSource
    void fullNameLeadsBackToItsTopicInItsLaneOnly(Topic topic) {
        var other = new TopicCatalogue("blue.parley.", 12, 3);

        assertThat(catalogue.topic(catalogue.name(topic))).contains(topic);
        assertThat(catalogue.topic(other.name(topic))).isEmpty();
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicCatalogue("a b", 1, 1))
                .withMessageContaining("topic prefix \"a b\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicCatalogue("", 0, 1))
                .withMessageContaining("partitions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicCatalogue("", 1, 0))
                .withMessageContaining("-1 for the brokers'")
                .withMessageContaining("replication factor");
    }

    @Test
    void readmeListsEveryTopicAsItIs() throws IOException {
        var rows = Arrays.stream(Topic.values()).map(TopicCatalogueTest::row).toList();

        assertThat(Files.readAllLines(Path.of("README.md"))).containsSubsequence(rows);
    }

    private static boolean retained(Topic topic, int days) {
        return topic.cleanup().equals(new Cleanup.Delete(Duration.ofDays(days)));
    }

    private static String row(Topic topic) {
        var cleanup =
                switch (topic.cleanup()) {
                    case Cleanup.Delete(var retention) -> retention.toDays() + " days";
                    case Cleanup.Compact() -> "compacted";
                };
        var partitions =
                switch (topic.partitionRule()) {
                    case PER_CONVERSATION -> "configured";
                    case SINGLE -> "1";
                };
        var payload =
                topic.payload() == String.class
                        ? "JSON text"
                        : "`" + topic.payload().getSimpleName() + "`";
        return "| `%s` | %s | %s | %s | %s | %s |"
                .formatted(
                        topic.baseName(), topic.what(), payload, topic.key(), partitions, cleanup);
    }
}
