package dev.parley.redis;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Provides live text, unless {@code parley.live.enabled=false}. */
@AutoConfiguration(after = RedisConnectionAutoConfiguration.class)
@ConditionalOnProperty(name = "parley.live.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LiveProperties.class)
class RedisLiveTextAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(LiveText.class)
    RedisLiveText redisLiveText(
            GuardedRedis redis,
            LettuceConnectionFactory factory,
            RedisProperties connection,
            LiveProperties live,
            ObjectProvider<MeterRegistry> registries) {
        var registry = registries.getIfAvailable(CompositeMeterRegistry::new);
        var text =
                new RedisLiveText(
                        redis,
                        connecting(factory),
                        channels(connection.keyPrefix()),
                        live.interval(),
                        new LiveMetrics(registry));
        Gauge.builder("parley.live.channels", text, RedisLiveText::channels)
                .description("Conversations whose live text this process listens to")
                .register(registry);
        return text;
    }

    /** Over the client that all connections share: its address, its threads, its reconnecting. */
    static Supplier<StatefulRedisPubSubConnection<String, String>> connecting(
            LettuceConnectionFactory factory) {
        return () ->
                ((RedisClient) factory.getRequiredNativeClient()).connectPubSub(StringCodec.UTF8);
    }

    /** Channels know no databases: the prefix alone keeps installations apart. */
    static Function<ConversationId, String> channels(String prefix) {
        return id -> prefix + "live:" + HashedConversation.of(id);
    }
}
