package dev.parley.kafka;

import dev.parley.conversation.UnpublishableException;
import dev.parley.runtime.InfrastructureException;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes a record to a topic of the lane and waits until it is durable. Thread-safe. */
final class Publishing {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final RecordPublisher publisher;
    private final TopicCatalogue catalogue;
    private final Producing producing;

    Publishing(RecordPublisher publisher, TopicCatalogue catalogue, Producing producing) {
        this.publisher = publisher;
        this.catalogue = catalogue;
        this.producing = producing;
    }

    /**
     * Publishes under the current trace.
     *
     * @throws InfrastructureException when the record may not be durable
     * @throws UnpublishableException when Kafka refuses the record for what it is
     */
    void publish(Topic topic, String key, SpecificRecord value) {
        try {
            publisher.publishAndAwait(catalogue.name(topic), key, value, TraceScope.current());
            producing.acknowledged();
        } catch (InfrastructureException e) {
            producing.failed(e);
            throw e;
        } catch (InterruptedException e) {
            throw interrupted(topic, e);
        } catch (KafkaException e) {
            LOG.warn("{} refuses the record of {}: {}", topic.baseName(), key, e.getMessage());
            throw new UnpublishableException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Publishes many under the current trace: sends all, then waits for each. What Kafka refuses
     * for what it is is left out, with a line in the log.
     *
     * @param values by key
     * @throws InfrastructureException when some may not be durable
     */
    void publishAll(Topic topic, Map<String, ? extends SpecificRecord> values) {
        var name = catalogue.name(topic);
        var trace = TraceScope.current();
        var sent = new LinkedHashMap<String, CompletableFuture<Void>>();
        values.forEach((key, value) -> sent.put(key, publisher.publish(name, key, value, trace)));
        boolean acknowledged = false;
        InfrastructureException failure = null;
        for (var one : sent.entrySet()) {
            try {
                RecordPublisher.await(one.getValue());
                acknowledged = true;
            } catch (InterruptedException e) {
                throw interrupted(topic, e);
            } catch (InfrastructureException e) {
                producing.failed(e);
                failure = e;
            } catch (KafkaException e) {
                LOG.warn(
                        "{} refuses the record of {}: {}",
                        topic.baseName(),
                        one.getKey(),
                        e.getMessage());
            }
        }
        if (failure != null) {
            throw failure;
        }
        if (acknowledged) {
            producing.acknowledged();
        }
    }

    /**
     * Publishes under the current trace that a key of a compacted topic is no more.
     *
     * @throws InfrastructureException when that may not be durable
     */
    void remove(Topic topic, String key) {
        try {
            publisher.removeAndAwait(catalogue.name(topic), key, TraceScope.current());
            producing.acknowledged();
        } catch (InfrastructureException e) {
            producing.failed(e);
            throw e;
        } catch (InterruptedException e) {
            throw interrupted(topic, e);
        }
    }

    private static InfrastructureException interrupted(Topic topic, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new InfrastructureException(
                "interrupted while publishing to " + topic.baseName(), e);
    }
}
