package dev.parley.redis;

import dev.parley.conversation.Cooldown;
import dev.parley.conversation.organization.Organizations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Provides the cooldown, with {@code parley.cooldown.*}. */
@AutoConfiguration(after = RedisConnectionAutoConfiguration.class)
@EnableConfigurationProperties(CooldownProperties.class)
class RedisCooldownAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Cooldown redisCooldown(
            GuardedRedis redis,
            RedisProperties connection,
            CooldownProperties cooldown,
            ObjectProvider<Organizations> organizations,
            ObjectProvider<MeterRegistry> registries) {
        var registry = registries.getIfAvailable(CompositeMeterRegistry::new);
        Gauge.builder("parley.redis.breaker.open", redis, guarded -> guarded.isOpen() ? 1 : 0)
                .description("1 while Redis is not asked because it did not answer")
                .register(registry);
        var keys = new CooldownKeys(connection.keyPrefix());
        return new RedisCooldown(
                redis, keys, times(cooldown, organizations), new CooldownMetrics(registry));
    }

    private static CooldownTimes times(
            CooldownProperties cooldown, ObjectProvider<Organizations> organizations) {
        var known = organizations.getIfAvailable();
        return known == null
                ? new CooldownTimes(cooldown.ttl(), _ -> Optional.empty())
                : new CooldownTimes(cooldown.ttl(), known::find);
    }
}
