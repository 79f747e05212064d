package dev.parley.ingest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.ingest.OutboundChannel;
import dev.parley.ingest.ReplyDelivery;
import dev.parley.ingest.SendResult;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.RecordingEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DeliveryAutoConfigurationTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(DeliveryAutoConfiguration.class))
                    .withBean(ConversationStore.class, InMemoryConversationStore::new)
                    .withBean(Events.class, RecordingEvents::new)
                    .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                    .withBean(Clock.class, Clock::systemUTC);

    @Test
    void withoutAChannelNothingIsDelivered() {
        runner.run(
                context -> assertThat(context).hasNotFailed().doesNotHaveBean(ReplyDelivery.class));
    }

    @Test
    void channelIsDeliveredTo() {
        OutboundChannel channel = (_, _) -> new SendResult.Sent(null);
        runner.withBean(OutboundChannel.class, () -> channel)
                .run(context -> assertThat(context).hasSingleBean(ReplyDelivery.class));
    }
}
