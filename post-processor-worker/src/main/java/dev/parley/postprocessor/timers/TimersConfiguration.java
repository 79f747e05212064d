package dev.parley.postprocessor.timers;

import dev.parley.conversation.organization.Organizations;
import dev.parley.postprocessor.InactivityProperties;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TimersProperties.class, InactivityProperties.class})
class TimersConfiguration {
    private static final Duration SCHEMA_PATIENCE = Duration.ofSeconds(10);

    @Bean
    TimersTopology timersTopology(
            TimersProperties properties,
            InactivityProperties inactivity,
            Organizations organizations,
            RecordCodec codec,
            TopicCatalogue catalogue,
            MeterRegistry meters) {
        return new TimersTopology(
                properties.settings(),
                codec,
                catalogue,
                new AllowedSilence(organizations, inactivity.after()),
                new TimerMetrics(meters),
                SCHEMA_PATIENCE);
    }

    /** The publisher comes first: with it the topics are there, and it can publish the schemas. */
    @Bean
    Timers timers(
            TimersTopology topology,
            TimersProperties properties,
            RecordPublisher publisher,
            TopicCatalogue catalogue,
            KafkaProperties kafka,
            KafkaConnectionDetails brokers) {
        return new Timers(
                () -> {
                    publisher.announceSchemas();
                    return new KafkaStreams(
                            topology.build(),
                            StreamsSettings.of(
                                    properties,
                                    catalogue,
                                    kafka.buildStreamsProperties(),
                                    brokers.getStreams().getBootstrapServers()));
                },
                properties.enabled());
    }
}
