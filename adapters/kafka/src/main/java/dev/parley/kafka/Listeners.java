package dev.parley.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The health of everything that listens in this process beside its workers: configuration,
 * documents, tails. One that has stopped never sees a revoked key or a new agent again, so the
 * process is to be replaced.
 */
final class Listeners implements HealthIndicator {
    private final KafkaListenerEndpointRegistry configuration;
    private final ObjectProvider<MessageListenerContainer> tails;
    private final DocumentFeed documents;

    Listeners(
            KafkaListenerEndpointRegistry configuration,
            ObjectProvider<MessageListenerContainer> tails,
            DocumentFeed documents) {
        this.configuration = configuration;
        this.tails = tails;
        this.documents = documents;
    }

    @Override
    public Health health() {
        var stopped = new ArrayList<String>();
        var running = new ArrayList<String>();
        all().forEach(container ->
                (isReading(container) ? running : stopped)
                        .add(String.valueOf(container.getListenerId())));
        return (stopped.isEmpty() ? Health.up() : Health.down())
                .withDetail("running", List.copyOf(running))
                .withDetail("stopped", List.copyOf(stopped))
                .build();
    }

    private Stream<MessageListenerContainer> all() {
        return Stream.of(
                        configuration.getListenerContainers().stream(),
                        tails.orderedStream(),
                        documents.container().stream())
                .flatMap(each -> each)
                .distinct();
    }

    private static boolean isReading(MessageListenerContainer container) {
        return container.isRunning() && container.isChildRunning();
    }
}
