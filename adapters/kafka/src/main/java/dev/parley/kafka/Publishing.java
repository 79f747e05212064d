package dev.parley.kafka;

import dev.parley.conversation.UnpublishableException;
import dev.parley.runtime.InfrastructureException;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;

/** Publishes a record to a topic of the lane and waits until it is durable. Thread-safe. */
final class Publishing {
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
            throw new UnpublishableException(String.valueOf(e.getMessage()), e);
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
