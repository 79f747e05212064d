package dev.parley.redis;

import dev.parley.conversation.RateLimiter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Provides the rate limiter that processes share. */
@AutoConfiguration(after = RedisConnectionAutoConfiguration.class)
class RedisRateLimiterAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    RateLimiter redisRateLimiter(GuardedRedis redis, RedisProperties connection) {
        return new RedisRateLimiter(redis, connection.keyPrefix(), connection.timeout());
    }
}
