package dev.parley.kafka;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.parley.runtime.InfrastructureException;
import dev.parley.runtime.TopicReadiness;
import dev.parley.schemas.PartitionRule;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.TopicSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the lane's topics are there: makes those that are missing and leaves the others
 * as they are. Brokers that come late are waited for.
 */
final class LaneTopics {
    private static final Logger LOG = LoggerFactory.getLogger(LaneTopics.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration NEWS = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 200;

    private final Admin admin;
    private final TopicCatalogue catalogue;

    LaneTopics(Admin admin, TopicCatalogue catalogue) {
        this.admin = admin;
        this.catalogue = catalogue;
    }

    /** What is there, and what this process may not see. */
    private record Found(Map<Topic, TopicDescription> topics, Set<Topic> hidden) {
        Set<Topic> missing() {
            var missing = EnumSet.allOf(Topic.class);
            missing.removeAll(topics.keySet());
            missing.removeAll(hidden);
            return missing;
        }
    }

    /**
     * Returns when every topic that this process may see can be written.
     *
     * @param patience how long brokers, and the rest of a cluster, may take to come
     * @return what is there, without topics that this process may not see
     * @throws TopicMismatchException when a topic has another number of partitions
     * @throws InfrastructureException when they are not there in time, or cannot be made
     */
    Map<Topic, TopicDescription> prepare(Duration patience) throws InterruptedException {
        // The end of the process would wait for the start, and the start waits for brokers.
        var ending = new Thread(Thread.currentThread()::interrupt, "parley-topics-ending");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            return await(patience);
        } finally {
            forget(ending);
        }
    }

    private static void forget(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException _) {
            // the process ends
        }
    }

    private Map<Topic, TopicDescription> await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long nextNews = System.nanoTime();
        while (true) {
            try {
                return prepare();
            } catch (ExecutionException | TimeoutException | InfrastructureException e) {
                var cause = cause(e);
                if (!isPassing(cause) || System.nanoTime() > end) {
                    throw new InfrastructureException(
                            "the topics %s* are not ready: %s".formatted(catalogue.prefix(), cause),
                            cause);
                }
                if (System.nanoTime() >= nextNews) {
                    nextNews = System.nanoTime() + NEWS.toNanos();
                    LOG.warn(
                            "the topics {}* are not ready, waiting for brokers and rights for {} more: {}",
                            catalogue.prefix(),
                            Duration.ofNanos(end - System.nanoTime()).truncatedTo(SECONDS),
                            cause.toString());
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static Throwable cause(Exception failure) {
        var cause = failure.getCause();
        return failure instanceof ExecutionException && cause != null ? cause : failure;
    }

    private static boolean isPassing(Throwable cause) {
        return cause instanceof TimeoutException
                || cause instanceof RetriableException
                || cause instanceof InfrastructureException
                // Of three brokers the first one has come.
                || cause instanceof InvalidReplicationFactorException
                // Another process may make the topic, or the right may be given.
                || cause instanceof AuthorizationException;
    }

    private Map<Topic, TopicDescription> prepare()
            throws ExecutionException, InterruptedException, TimeoutException {
        var found = describe();
        if (!found.missing().isEmpty()) {
            create(found.missing());
            found = describe();
        }
        if (!found.missing().isEmpty()) {
            // A broker may show a topic some time after it was made.
            throw new InfrastructureException(
                    "the brokers do not show " + names(found.missing()) + " yet");
        }
        TopicReadiness.await(admin, names(found.topics().keySet()), ANSWER);
        if (!found.hidden().isEmpty()) {
            LOG.info("not shown to this process, and taken as there: {}", names(found.hidden()));
        }
        return found.topics();
    }

    private Found describe() throws ExecutionException, InterruptedException, TimeoutException {
        var answers = admin.describeTopics(names(EnumSet.allOf(Topic.class))).topicNameValues();
        var found = new Found(new EnumMap<>(Topic.class), EnumSet.noneOf(Topic.class));
        for (var topic : Topic.values()) {
            var settings = catalogue.settings(topic);
            try {
                var there = answer(Objects.requireNonNull(answers.get(settings.name())));
                TopicComparison.requirePartitions(
                        settings,
                        there.partitions().size(),
                        topic.partitionRule() == PartitionRule.PER_CONVERSATION);
                found.topics().put(topic, there);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    found.hidden().add(topic);
                } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return found;
    }

    private void create(Set<Topic> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        var wanted = missing.stream().map(topic -> made(catalogue.settings(topic))).toList();
        if (catalogue.replicationFactor() == TopicCatalogue.BROKERS_REPLICATION) {
            int replicas = brokersReplicas(wanted.getFirst());
            if (replicas > 0) {
                wanted.forEach(topic ->
                        topic.configs()
                                .put(
                                        TopicCatalogue.LEAST_IN_SYNC,
                                        Integer.toString(TopicCatalogue.leastInSync(replicas))));
            }
        }
        for (var created : admin.createTopics(wanted).values().values()) {
            try {
                var _ = answer(created);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        LOG.info("made the topics {}", names(missing));
    }

    private static NewTopic made(TopicSettings settings) {
        return new NewTopic(settings.name(), settings.partitions(), settings.replicationFactor())
                .configs(new HashMap<>(settings.configs()));
    }

    /** How many replicas the brokers would give a topic; 0 when they do not tell. */
    private int brokersReplicas(NewTopic topic) throws InterruptedException, TimeoutException {
        var only = new CreateTopicsOptions().validateOnly(true);
        var asked = admin.createTopics(List.of(topic), only);
        try {
            return answer(asked.replicationFactor(topic.name()));
        } catch (ExecutionException e) {
            LOG.debug("how many replicas the brokers give is not told", e);
            return 0;
        }
    }

    private static <T> T answer(KafkaFuture<T> question)
            throws ExecutionException, InterruptedException, TimeoutException {
        return question.get(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
    }

    private List<String> names(Collection<Topic> topics) {
        return topics.stream().map(catalogue::name).toList();
    }
}
