package dev.parley.postprocessor.timers;

import dev.parley.conversation.organization.Organizations;
import dev.parley.postprocessor.InactivityProperties;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TimersProperties.class, InactivityProperties.class})
class TimersConfiguration {
    @Bean
    TimersHost timersHost(
            RecordCodec codec,
            TopicCatalogue catalogue,
            Organizations organizations,
            MeterRegistry meters) {
        return new TimersHost(codec, catalogue, organizations, meters);
    }

    /** The publisher comes first: with it the topics are there, and it publishes the schemas. */
    @Bean
    Timers timers(
            TimersProperties properties,
            InactivityProperties inactivity,
            TimersHost host,
            RecordPublisher publisher,
            KafkaProperties kafka,
            KafkaConnectionDetails brokers) {
        if (properties.enabled()) {
            publisher.announceSchemas();
        }
        return Timers.of(
                properties,
                inactivity.after(),
                host,
                kafka.buildStreamsProperties(),
                brokers.getStreams().getBootstrapServers());
    }
}
