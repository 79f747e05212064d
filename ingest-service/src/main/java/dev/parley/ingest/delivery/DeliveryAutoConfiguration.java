package dev.parley.ingest.delivery;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.ingest.DeliveryProperties;
import dev.parley.ingest.OutboundChannel;
import dev.parley.ingest.ReplyDelivery;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Delivers replies as soon as there is a channel to call. */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBean(OutboundChannel.class)
@EnableConfigurationProperties(DeliveryProperties.class)
class DeliveryAutoConfiguration {
    @Bean
    ReplyDelivery replyDelivery(
            ConversationStore store,
            OutboundChannel channel,
            Events events,
            DeliveryProperties settings,
            MeterRegistry meters,
            InstantSource clock) {
        return new ReplyDelivery(store, channel, events, settings, meters, clock);
    }
}
