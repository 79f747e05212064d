package dev.parley.kafka;

import dev.parley.conversation.deadletter.Bytes;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.deadletter.Redelivery;
import dev.parley.runtime.InfrastructureException;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Publishes given-up records to the topics of this lane that workers read. */
final class KafkaRedelivery implements Redelivery {
    private final RecordPublisher publisher;
    private final Set<String> topics;

    KafkaRedelivery(RecordPublisher publisher, TopicCatalogue catalogue) {
        this.publisher = publisher;
        this.topics =
                Arrays.stream(Topic.values()).map(catalogue::name).collect(Collectors.toSet());
    }

    @Override
    public void again(GivenUpRecord record) {
        if (!topics.contains(record.topic())) {
            throw new IllegalArgumentException(record.topic() + " is no topic of this lane");
        }
        var headers = new RecordHeaders();
        record.headers().forEach(header -> headers.add(header.name(), array(header.value())));
        try {
            publisher.publishAgainAndAwait(
                    record.topic(), array(record.key()), array(record.value()), headers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException(
                    "interrupted while publishing to " + record.topic(), e);
        }
    }

    private static byte @Nullable [] array(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toArray();
    }
}
