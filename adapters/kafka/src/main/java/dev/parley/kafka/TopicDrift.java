package dev.parley.kafka;

import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how topics that are there differ from those the catalogue would make: a line in the log and
 * a gauge each. It changes nothing: another retention may be somebody's decision.
 */
final class TopicDrift {
    private static final Logger LOG = LoggerFactory.getLogger(TopicDrift.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Admin admin;
    private final TopicCatalogue catalogue;
    private final MeterRegistry meters;

    TopicDrift(Admin admin, TopicCatalogue catalogue, MeterRegistry meters) {
        this.admin = admin;
        this.catalogue = catalogue;
        this.meters = meters;
    }

    /** Looks once; what the brokers do not tell, for want of a right or of time, is left out. */
    void report(Map<Topic, TopicDescription> topics) throws InterruptedException {
        var asked =
                admin.describeConfigs(topics.keySet().stream().map(this::resource).toList())
                        .values();
        for (var each : topics.entrySet()) {
            try {
                var configs = Objects.requireNonNull(asked.get(resource(each.getKey())));
                compare(each.getKey(), each.getValue(), configs);
            } catch (ExecutionException | TimeoutException e) {
                LOG.info(
                        "the settings of {} are not compared: {}",
                        catalogue.name(each.getKey()),
                        e.toString());
            }
        }
        reportReplication(topics);
    }

    private void compare(Topic topic, TopicDescription there, KafkaFuture<Config> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        var configs =
                answer(asked).entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        var settings = catalogue.settings(topic);
        var differences =
                TopicComparison.differences(settings, TopicComparison.replicas(there), configs);
        int count = differences.size();
        Gauge.builder("parley.topics.drift", () -> count)
                .description("Settings of a topic that are others than it would be made with")
                .tag("topic", topic.baseName())
                .register(meters);
        if (count > 0) {
            LOG.warn(
                    "topic {} differs from what Parley would make, and stays so: {}",
                    settings.name(),
                    String.join("; ", differences));
        }
    }

    private void reportReplication(Map<Topic, TopicDescription> topics)
            throws InterruptedException {
        try {
            int brokers = answer(admin.describeCluster().nodes()).size();
            var alone =
                    topics.entrySet().stream()
                            .filter(topic ->
                                    TopicComparison.standsOnOneBroker(
                                            TopicComparison.replicas(topic.getValue()), brokers))
                            .map(topic -> catalogue.name(topic.getKey()))
                            .sorted()
                            .toList();
            if (!alone.isEmpty()) {
                LOG.warn(
                        "ONE REPLICA of {} brokers: what is accepted on {} is lost with one disk. Set default.replication.factor=3 at the brokers or parley.kafka.replication-factor=3 before topics are made, and reassign those that are there",
                        brokers,
                        alone);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("how many brokers there are is not told: {}", e.toString());
        }
    }

    private ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, catalogue.name(topic));
    }

    private static <T> T answer(KafkaFuture<T> question)
            throws ExecutionException, InterruptedException, TimeoutException {
        return question.get(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
    }
}
