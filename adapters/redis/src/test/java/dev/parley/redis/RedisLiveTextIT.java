package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText;
import dev.parley.embedded.EmbeddedRedis;
import dev.parley.testkit.LiveTextContract;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;

/** The publisher and the listener are two processes, as it were. */
class RedisLiveTextIT extends LiveTextContract {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLiveTextIT.class);
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration WITHIN = Duration.ofSeconds(15);

    @TempDir static Path directory;

    private static EmbeddedRedis server;
    private static ConfigurableApplicationContext application;

    private final List<RedisLiveText> made = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Function<ConversationId, String> channels =
            RedisLiveTextAutoConfiguration.channels("test:" + UUID.randomUUID() + ":");

    @BeforeAll
    static void start() {
        server = EmbeddedRedis.start(directory, 0, RedisApplication.PASSWORD);
        application = RedisApplication.start(server.port());
    }

    @AfterAll
    static void stop() {
        application.close();
        server.close();
    }

    @AfterEach
    void close() {
        made.forEach(RedisLiveText::close);
    }

    @Override
    protected LiveText liveText() {
        return new TwoProcesses(make(), make());
    }

    private RedisLiveText make() {
        var live =
                new RedisLiveText(
                        application.getBean(GuardedRedis.class),
                        RedisLiveTextAutoConfiguration.connecting(
                                application.getBean(LettuceConnectionFactory.class)),
                        channels,
                        INTERVAL,
                        new LiveMetrics(meters));
        made.add(live);
        return live;
    }

    @Override
    protected void awaitListeners(ConversationId conversation, int count) {
        until("nobody listens", () -> subscribers(conversation) > 0);
    }

    @Test
    void channelsWithoutTheOrganizationFailTheContract() {
        channels = id -> "test:careless:" + id.conversation();

        assertThatThrownBy(() -> assertThatNeighboursAreApart(liveText()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("sees");
    }

    @Test
    void piecesAreGatheredSoThatAnAnswerCostsFewMessages() {
        var live = liveText();
        var seen = listen(live, CONVERSATION);
        var pieces = "word ".repeat(1_000).split("(?<= )");

        long start = System.nanoTime();
        say(live, CONVERSATION, pieces);
        long spent = System.nanoTime() - start;
        live.publish(new LiveText.Piece(CONVERSATION, 1, 1, 5_000, "|"));

        assertThat(await(seen)).isEqualTo("word ".repeat(1_000) + "|");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        LOG.info(
                "1,000 pieces: {} ns each for the turn, {} messages, all seen within {} ms",
                spent / pieces.length,
                seen.size(),
                millis);
        assertThat(seen).hasSizeLessThanOrEqualTo((int) (millis / INTERVAL.toMillis()) + 2);
    }

    @Test
    void firstPieceAfterAQuietTimeGoesOutAtOnce() {
        var live = liveText();
        var seen = listen(live, CONVERSATION);
        LockSupport.parkNanos(INTERVAL.multipliedBy(2).toNanos());

        live.publish(new LiveText.Piece(CONVERSATION, 1, 1, 0, "a"));
        until("not seen", () -> !seen.isEmpty());
        live.publish(new LiveText.Piece(CONVERSATION, 1, 1, 1, "b"));
        live.publish(new LiveText.Piece(CONVERSATION, 1, 1, 2, "|"));

        await(seen);
        // How the others are gathered depends on how busy the machine is.
        assertThat(seen.getFirst().text()).isEqualTo("a");
        assertThat(seen).extracting(LiveText.Piece::text).last().asString().endsWith("|");
    }

    @Test
    void lastListenerTakesTheChannelAlong() {
        var live = liveText();
        var one = live.subscribe(CONVERSATION, _ -> {});
        var other = live.subscribe(CONVERSATION, _ -> {});
        awaitListeners(CONVERSATION, 2);

        one.close();
        other.close();

        until("still subscribed", () -> subscribers(CONVERSATION) == 0);
    }

    @Test
    void restartOfRedisLosesPiecesAndNoSubscription() {
        var live = liveText();
        var before = listen(live, CONVERSATION);
        say(live, CONVERSATION, "before|");
        await(before);

        server.stop();
        var during = new CopyOnWriteArrayList<LiveText.Piece>();
        live.subscribe(NEIGHBOUR, during::add);
        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            live.publish(new LiveText.Piece(CONVERSATION, 2, 1, i, "x"));
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        LOG.info("1,000 pieces while Redis is down: {} ms for the turn", millis);
        assertThat(millis).isLessThan(100);
        until(
                "nothing was dropped",
                () ->
                        meters.get("parley.live.pieces").tag("outcome", "dropped").counter().count()
                                > 0);
        server.start();

        until("the old one is not restored", () -> subscribers(CONVERSATION) > 0);
        until("the new one is not made", () -> subscribers(NEIGHBOUR) > 0);
        until(
                "pieces do not come through",
                () -> {
                    live.publish(new LiveText.Piece(NEIGHBOUR, 3, 1, 0, "|"));
                    live.publish(new LiveText.Piece(CONVERSATION, 3, 1, 0, "|"));
                    return before.getLast().turn() == 3 && !during.isEmpty();
                });
    }

    @Test
    void closedOneTakesPiecesAndDoesNothing() {
        var live = make();
        live.close();

        live.publish(new LiveText.Piece(CONVERSATION, 1, 1, 0, "x"));
        live.subscribe(CONVERSATION, _ -> {}).close();
    }

    @Test
    void applicationProvidesIt() {
        assertThat(application.getBean(LiveText.class)).isInstanceOf(RedisLiveText.class);
        try (var without = RedisApplication.start(server.port(), "--parley.live.enabled=false")) {
            assertThat(without.getBeansOfType(LiveText.class)).isEmpty();
        }
    }

    /** How many processes Redis itself says listen; none while it is down. */
    private long subscribers(ConversationId conversation) {
        var channel = channels.apply(conversation).getBytes(StandardCharsets.UTF_8);
        RedisCallback<Long> count =
                connection ->
                        commands(connection)
                                .pubsubNumsub(channel)
                                .toCompletableFuture()
                                .orTimeout(1, TimeUnit.SECONDS)
                                .handle((counts, down) -> down == null ? only(counts) : 0L)
                                .join();
        return application
                .getBean(GuardedRedis.class)
                .call(template -> template.execute(count))
                .orElse(0L);
    }

    private static long only(Map<byte[], Long> counts) {
        return counts.values().iterator().next();
    }

    @SuppressWarnings("unchecked") // Spring says Object
    private static BaseRedisAsyncCommands<byte[], byte[]> commands(RedisConnection connection) {
        return (BaseRedisAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
    }

    private static void until(String otherwise, BooleanSupplier condition) {
        long end = System.nanoTime() + WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private record TwoProcesses(LiveText executor, LiveText edge) implements LiveText {
        @Override
        public void publish(Piece piece) {
            executor.publish(piece);
        }

        @Override
        public Subscription subscribe(ConversationId conversation, Consumer<Piece> listener) {
            return edge.subscribe(conversation, listener);
        }
    }
}
