package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Cooldown;
import dev.parley.conversation.Cooldown.Acquisition;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.organization.Policies;
import dev.parley.embedded.EmbeddedRedis;
import dev.parley.testkit.CooldownContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisCooldownIT extends CooldownContract {
    private static final Duration TTL = Duration.ofSeconds(30);

    @TempDir static Path directory;

    private static EmbeddedRedis server;
    private static ConfigurableApplicationContext application;
    private static StringRedisTemplate redis;

    private final CooldownKeys keys = new CooldownKeys("test:" + UUID.randomUUID() + ":");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void start() {
        server = EmbeddedRedis.start(directory, 0, RedisApplication.PASSWORD);
        application = RedisApplication.start(server.port());
        redis = new StringRedisTemplate(application.getBean(RedisConnectionFactory.class));
    }

    @AfterAll
    static void stop() {
        application.close();
        server.close();
    }

    @Override
    protected Cooldown cooldown(Duration ttl) {
        return new RedisCooldown(
                application.getBean(GuardedRedis.class),
                keys,
                new CooldownTimes(ttl, _ -> Optional.empty()),
                new CooldownMetrics(meters));
    }

    @Override
    protected OptionalLong holder(ConversationId conversation) {
        var turn = redis.opsForValue().get(keys.of(conversation));
        return turn == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(turn));
    }

    @Test
    void unconditionalDeleteFailsTheContract() {
        var careless = new CarelessCooldown(cooldown(TTL));

        assertThatThrownBy(() -> assertThatOnlyTheHolderReleases(careless))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("holder after a release by another turn");
    }

    private final class CarelessCooldown implements Cooldown {
        private final Cooldown careful;

        private CarelessCooldown(Cooldown careful) {
            this.careful = careful;
        }

        @Override
        public Acquisition acquire(ConversationId conversation, long turn) {
            return careful.acquire(conversation, turn);
        }

        @Override
        public int renewAll(List<Held> locks) {
            return careful.renewAll(locks);
        }

        @Override
        public void release(ConversationId conversation, long turn) {
            redis.delete(keys.of(conversation));
        }
    }

    @Test
    void lockCarriesTheConfiguredTime() {
        cooldown(TTL).acquire(CONVERSATION, 1);

        assertThat(redis.getExpire(keys.of(CONVERSATION)))
                .isBetween(TTL.toSeconds() - 5, TTL.toSeconds());
    }

    @Test
    void lockLastsAsItsOrganizationWantsAndIsRenewedForThat() {
        var organizations = new Wishes();
        organizations.want("acme", Duration.ofMinutes(5));
        organizations.want("umbrella", Duration.ofSeconds(10));
        organizations.want("initech", null);
        try (var process =
                RedisApplication.start(
                        server.port(),
                        context -> context.registerBean(Organizations.class, () -> organizations),
                        "--parley.redis.key-prefix=" + UUID.randomUUID() + ":")) {
            var cooldown = process.getBean(Cooldown.class);
            assertThat(taken(process, cooldown, "acme")).isBetween(295L, 300L);
            assertThat(taken(process, cooldown, "umbrella")).isBetween(5L, 10L);
            assertThat(taken(process, cooldown, "initech")).isBetween(25L, 30L);
            assertThat(taken(process, cooldown, "unknown")).isBetween(25L, 30L);

            organizations.want("umbrella", Duration.ofMinutes(2));
            assertThat(renewed(process, cooldown, "umbrella")).isBetween(115L, 120L);
            assertThat(renewed(process, cooldown, "acme")).isBetween(295L, 300L);
            assertThat(renewed(process, cooldown, "initech")).isBetween(25L, 30L);
        }
    }

    private static long taken(
            ConfigurableApplicationContext process, Cooldown cooldown, String organization) {
        var conversation = new ConversationId(organization, "c-1");
        assertThat(cooldown.acquire(conversation, 1)).isEqualTo(Acquisition.ACQUIRED);
        return seconds(process, conversation);
    }

    private static long renewed(
            ConfigurableApplicationContext process, Cooldown cooldown, String organization) {
        var conversation = new ConversationId(organization, "c-1");
        redis.expire(key(process, conversation), Duration.ofSeconds(60));
        assertThat(cooldown.renew(conversation, 1)).isTrue();
        return seconds(process, conversation);
    }

    private static long seconds(
            ConfigurableApplicationContext process, ConversationId conversation) {
        return redis.getExpire(key(process, conversation));
    }

    private static String key(ConfigurableApplicationContext process, ConversationId conversation) {
        return new CooldownKeys(process.getBean(RedisProperties.class).keyPrefix())
                .of(conversation);
    }

    /** Organizations that want cooldowns of their own. */
    private static final class Wishes implements Organizations {
        private final Map<String, Organization> known = new ConcurrentHashMap<>();

        void want(String id, @Nullable Duration cooldown) {
            var none = List.<String>of();
            known.put(
                    id,
                    new Organization(
                            id,
                            1,
                            id,
                            List.of(),
                            List.of(),
                            none,
                            none,
                            none,
                            new Policies(null, cooldown, null, null, null, null, null),
                            List.of()));
        }

        @Override
        public Optional<Organization> find(String organization) {
            return Optional.ofNullable(known.get(organization));
        }

        @Override
        public Collection<Organization> all() {
            return known.values();
        }
    }

    @Test
    void flushedLockIsFreeForOthersAndLostForItsHolder() {
        var cooldown = cooldown(TTL);
        cooldown.acquire(CONVERSATION, 1);

        redis.execute(
                connection -> {
                    connection.serverCommands().flushAll();
                    connection.scriptingCommands().scriptFlush();
                    return null;
                },
                true);

        assertThat(cooldown.acquire(CONVERSATION, 2)).isEqualTo(Acquisition.ACQUIRED);
        assertThat(cooldown.renew(CONVERSATION, 1)).isFalse();
        cooldown.release(CONVERSATION, 1);
        assertThat(holder(CONVERSATION)).hasValue(2);
        assertThat(count("lost")).isEqualTo(1);
    }

    @Test
    void outcomesAreCounted() {
        var cooldown = cooldown(TTL);
        cooldown.acquire(CONVERSATION, 1);
        cooldown.acquire(CONVERSATION, 2);
        cooldown.acquire(CONVERSATION, 3);
        cooldown.renew(CONVERSATION, 1);

        assertThat(count("acquired")).isEqualTo(1);
        assertThat(count("busy")).isEqualTo(2);
        assertThat(count("lost")).isZero();
        assertThat(count("unreachable")).isZero();
    }

    private double count(String outcome) {
        return meters.get("parley.cooldown").tag("outcome", outcome).counter().count();
    }

    @Test
    void applicationProvidesTheCooldown() {
        assertThat(application.getBean(Cooldown.class)).isInstanceOf(RedisCooldown.class);
        assertThat(application.getBeansOfType(RedisConnectionFactory.class)).hasSize(1);
    }
}
