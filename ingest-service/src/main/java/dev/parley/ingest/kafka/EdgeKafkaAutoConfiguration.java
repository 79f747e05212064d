package dev.parley.ingest.kafka;

import dev.parley.ingest.ConversationChanges;
import dev.parley.ingest.PublishingGate;
import dev.parley.kafka.ConversationTails;
import dev.parley.kafka.Producing;
import dev.parley.schemas.Topic;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Joins the edge to Kafka where Kafka carries the ports. */
@AutoConfiguration(afterName = "dev.parley.kafka.PipelineKafkaAutoConfiguration")
@ConditionalOnBean(ConversationTails.class)
class EdgeKafkaAutoConfiguration {
    /** Every instance sees every reply and event, because any may hold the client that waits. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> changesSeen(
            ConversationTails tails, ConversationChanges changes) {
        return tails.tail(EnumSet.of(Topic.REPLIES, Topic.EVENTS), changes::changed);
    }

    @Bean
    PublishingGate publishingGate(Producing producing) {
        return new PublishingGate() {
            @Override
            public boolean enter() {
                return producing.permit();
            }

            @Override
            public void leave() {
                producing.done();
            }
        };
    }

    /** In the edge's readiness: without it every message would be refused. */
    @Bean
    HealthIndicator producing(Producing producing) {
        return () -> {
            var obstacle = producing.obstacle();
            return obstacle == null
                    ? Health.up().build()
                    : Health.down().withDetail("reason", obstacle).build();
        };
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter() {
        var registration = new FilterRegistrationBean<>(new TraceFilter());
        registration.addUrlPatterns("/v1/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
