package dev.parley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedRedis;
import dev.parley.standalone.Standalone;
import dev.parley.standalone.StandaloneSettings;
import dev.parley.standalone.play.Player;
import dev.parley.standalone.play.PlayerSettings;
import dev.parley.standalone.play.Progress;
import dev.parley.standalone.play.Score;
import dev.parley.standalone.play.Script;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to Redis while conversations play, no message is lost and none is answered
 * twice.
 */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisFaultsIT {
    private static final Duration LATENCY = Duration.ofMillis(250);
    private static final int CONVERSATIONS = 60;
    private static final int CONCURRENCY = 20;
    private static final List<List<String>> BURSTS =
            List.of(
                    List.of("Good morning!"),
                    List.of("I have a question.", "It is about my order."),
                    List.of("Thank you."));

    @SuppressWarnings("NullAway.Init") // started before the first test
    private Standalone parley;

    @BeforeAll
    void start(@TempDir Path data) {
        parley = Standalone.start(StandaloneSettings.onFreePorts(data).withModelLatency(LATENCY));
    }

    @AfterAll
    void stop() {
        parley.close();
    }

    @AfterEach
    void bringRedisBack() {
        redis().start();
    }

    @Test
    void flushesWhileConversationsPlayLoseAndDoubleNothing() throws Exception {
        var socket = RedisSocket.to(redis());
        try (var flushes = Repeated.every(Duration.ofSeconds(1), () -> socket.run("FLUSHALL"))) {
            assertNothingLost("flushed", play("flushed"), flushes.count());
        }
    }

    @Test
    void redisStoppedThroughoutLosesAndDoublesNothing() throws Exception {
        redis().stop();
        assertNothingLost("stopped", play("stopped"), 1);

        await(() -> {
            var told = dependencies();
            return told.contains("\"redis\":{\"status\":\"AWAY\"}")
                    && told.contains("\"store\":{\"status\":\"UP\"}");
        });
        assertThat(redisIsUp()).isZero();
        redis().start();
        await(() -> dependencies().contains("\"redis\":{\"status\":\"UP\"}"));
        await(() -> redisIsUp() == 1);
    }

    @Test
    void redisStoppedAndStartedInBetweenLosesAndDoublesNothing() throws Exception {
        try (var changes = Repeated.every(Duration.ofMillis(700), this::stopOrStart)) {
            assertNothingLost("restarted", play("restarted"), changes.count());
        }
    }

    @Test
    void killedRedisIsStartedAgainAndUsed() throws Exception {
        var killed = redis().pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        await(() -> redis().pid() != killed && redis().isRunning());
        var socket = RedisSocket.to(redis());
        socket.run("FLUSHALL");
        parley.client().createOrganization("killed");
        await(() -> {
            parley.client().send("killed", "again", UUID.randomUUID().toString(), "Good morning!");
            return !"0".equals(socket.run("DBSIZE"));
        });
    }

    private String dependencies() throws Exception {
        var address = parley.address().resolve("/actuator/health/dependencies");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private double redisIsUp() {
        return parley.context()
                .getBean(MeterRegistry.class)
                .get("parley.dependency.up")
                .tag("dependency", "redis")
                .gauge()
                .value();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("happens within 30 s").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void stopOrStart() {
        if (redis().isRunning()) {
            redis().stop();
        } else {
            redis().start();
        }
    }

    private EmbeddedRedis redis() {
        return parley.redis().orElseThrow();
    }

    private Score play(String organization) throws InterruptedException {
        var scripts = new ArrayList<Script>();
        for (var number = 0; number < CONVERSATIONS; number++) {
            scripts.add(new Script(organization, "talk-" + number, BURSTS));
        }
        var player =
                new Player(
                        parley.client(), new PlayerSettings(CONCURRENCY, Duration.ofSeconds(60)));
        return player.play(scripts, Progress.onStandardError());
    }

    private static void assertNothingLost(String what, Score score, int faults) {
        System.out.println("Redis " + what + " (" + faults + " times): " + score.line());
        assertThat(faults).isPositive();
        assertThat(score.findings()).isEmpty();
        assertThat(score.isGood()).isTrue();
        assertThat(score.accepted()).isEqualTo(CONVERSATIONS * 4L);
    }

    /** Does something again and again until it is closed, and fails there if it failed once. */
    private static final class Repeated implements AutoCloseable {
        private final CountDownLatch stop = new CountDownLatch(1);
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final Thread thread;

        private Repeated(Duration rest, Action action) {
            thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("redis-faults")
                            .start(() -> repeat(rest, action));
        }

        @FunctionalInterface
        interface Action {
            void run() throws Exception;
        }

        static Repeated every(Duration rest, Action action) {
            return new Repeated(rest, action);
        }

        int count() {
            return count.get();
        }

        private void repeat(Duration rest, Action action) {
            try {
                while (!stop.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                    action.run();
                    count.incrementAndGet();
                }
            } catch (Exception e) { // told by close
                failure.set(e);
            }
        }

        @Override
        public void close() throws Exception {
            stop.countDown();
            thread.join();
            var failed = failure.get();
            if (failed != null) {
                throw failed;
            }
        }
    }
}
