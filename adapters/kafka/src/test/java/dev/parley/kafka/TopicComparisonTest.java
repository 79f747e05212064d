package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicComparisonTest {
    private final TopicCatalogue three = new TopicCatalogue("parley.", 8, 3);
    private final TopicCatalogue brokers =
            new TopicCatalogue("parley.", 8, TopicCatalogue.BROKERS_REPLICATION);

    @Test
    void anotherNumberOfPartitionsIsRefusedInOneSentenceThatSaysWhatToDo() {
        var inbound = three.settings(Topic.INBOUND);

        assertThatCode(() -> TopicComparison.requirePartitions(inbound, 8, true))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TopicComparison.requirePartitions(inbound, 16, true))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContainingAll(
                        "parley.inbound has 16 partitions",
                        "parley.kafka.partitions is 8",
                        "set parley.kafka.partitions=16");
        assertThatThrownBy(() ->
                        TopicComparison.requirePartitions(three.settings(Topic.SCHEMAS), 4, false))
                .hasMessageContaining("parley.schemas has 4 partitions and must have 1");
    }

    @Test
    void aTopicAsItWouldBeMadeDiffersInNothing() {
        var plans = three.settings(Topic.PLANS);

        assertThat(TopicComparison.differences(plans, 3, plans.configs())).isEmpty();
    }

    @Test
    void everySettingThatIsAnotherOneIsToldWithBothValues() {
        var plans = three.settings(Topic.PLANS);
        var configs = new HashMap<>(plans.configs());
        configs.put("retention.ms", "1000");
        configs.put("message.timestamp.type", "CreateTime");

        assertThat(TopicComparison.differences(plans, 2, configs))
                .containsExactly(
                        "message.timestamp.type is CreateTime, not LogAppendTime",
                        "retention.ms is 1000, not 604800000",
                        "the replication factor is 2, not 3");
    }

    @Test
    void replicasThatTheBrokersChoseAreOnlyComparedWithHowManyMustBeInSync() {
        var plans = brokers.settings(Topic.PLANS);

        assertThat(TopicComparison.differences(plans, 3, Map.of("min.insync.replicas", "1")))
                .containsExactly("min.insync.replicas is 1, not 2");
        assertThat(TopicComparison.differences(plans, 1, Map.of("min.insync.replicas", "1")))
                .isEmpty();
    }

    @Test
    void oneReplicaIsAMistakeWhereThereAreThreeBrokers() {
        assertThat(TopicComparison.standsOnOneBroker(1, 3)).isTrue();
        assertThat(TopicComparison.standsOnOneBroker(1, 1)).isFalse();
        assertThat(TopicComparison.standsOnOneBroker(3, 3)).isFalse();
    }
}
