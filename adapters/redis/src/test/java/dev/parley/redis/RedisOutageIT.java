package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Cooldown;
import dev.parley.conversation.Cooldown.Acquisition;
import dev.parley.embedded.EmbeddedRedis;
import dev.parley.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class RedisOutageIT {
    private static final int FAILURES_TO_OPEN = 5;
    private static final Duration UNREACHABLE_WITHIN = Duration.ofMillis(150);
    private static final Duration OPEN_WITHIN = Duration.ofMillis(5);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(10);

    @TempDir Path directory;

    private final int port = LoopbackPort.free();
    private final AtomicLong conversations = new AtomicLong();
    private EmbeddedRedis server;

    @BeforeEach
    void start() {
        server = EmbeddedRedis.start(directory, port, RedisApplication.PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void stoppedRedisIsToldAtOnceAndReturnsWithoutHelp() {
        try (var application = RedisApplication.start(port)) {
            var cooldown = application.getBean(Cooldown.class);
            assertThat(acquire(cooldown)).isEqualTo(Acquisition.ACQUIRED);

            server.stop();
            assertThat(median(unreachable(cooldown, FAILURES_TO_OPEN)))
                    .isLessThan(UNREACHABLE_WITHIN);
            assertThat(application.getBean(GuardedRedis.class).isOpen()).isTrue();
            assertThat(median(unreachable(cooldown, 100))).isLessThan(OPEN_WITHIN);

            server.start();
            assertComesBack(cooldown);
        }
    }

    @Test
    void heldLockSurvivesARestartOfRedis() {
        try (var application = RedisApplication.start(port)) {
            var cooldown = application.getBean(Cooldown.class);
            var conversation = new ConversationId("acme", "held");
            assertThat(answered(() -> cooldown.acquire(conversation, 1)))
                    .isEqualTo(Acquisition.ACQUIRED);

            server.stop();
            assertThat(cooldown.renew(conversation, 1)).isFalse();
            server.start();

            assertComesBack(cooldown);
            assertThat(answered(() -> cooldown.acquire(conversation, 2)))
                    .isEqualTo(Acquisition.BUSY);
            await().alias("scripts are loaded anew").until(() -> cooldown.renew(conversation, 1));
        }
    }

    @Test
    void redisMayBeDownWhenTheApplicationStarts() {
        server.stop();
        try (var application = RedisApplication.start(port)) {
            var cooldown = application.getBean(Cooldown.class);
            assertThat(median(unreachable(cooldown, FAILURES_TO_OPEN)))
                    .isLessThan(UNREACHABLE_WITHIN);

            server.start();
            assertComesBack(cooldown);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void hangingRedisCostsOneTimeoutHoweverManyCallersThereAre() throws Exception {
        try (var application = RedisApplication.start(port)) {
            var cooldown = application.getBean(Cooldown.class);
            assertThat(answered(() -> acquire(cooldown))).isEqualTo(Acquisition.ACQUIRED);

            signal("STOP");
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<Duration> call = () -> unreachable(cooldown, 1).getFirst();
                var times = new ArrayList<Duration>();
                for (var result : callers.invokeAll(Collections.nCopies(200, call))) {
                    times.add(result.get());
                }
                assertThat(median(times)).isLessThan(UNREACHABLE_WITHIN);
            }
            assertThat(median(unreachable(cooldown, 100))).isLessThan(OPEN_WITHIN);

            signal("CONT");
            assertComesBack(cooldown);
        } finally {
            signal("CONT");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void cancelledWorkDoesNotCountAsAnOutage() throws Exception {
        try (var application = RedisApplication.start(port)) {
            var cooldown = application.getBean(Cooldown.class);
            signal("STOP"); // else an answer may be there before the caller notices that it is
            // cancelled
            var cancelled =
                    Thread.ofVirtual()
                            .start(() -> {
                                for (var i = 0; i < 2 * FAILURES_TO_OPEN; i++) {
                                    Thread.currentThread().interrupt();
                                    acquire(cooldown);
                                }
                            });
            assertThat(cancelled.join(Duration.ofSeconds(10))).isTrue();

            assertThat(application.getBean(GuardedRedis.class).isOpen()).isFalse();
        } finally {
            signal("CONT");
        }
    }

    /** What Redis says, however long a busy machine takes to let it answer in time. */
    private static Acquisition answered(Callable<Acquisition> call) {
        return await().until(call, answer -> answer != Acquisition.UNREACHABLE);
    }

    @Test
    void closedApplicationAnswersUnreachable() {
        ConfigurableApplicationContext application = RedisApplication.start(port);
        var cooldown = application.getBean(Cooldown.class);
        application.close();

        assertThat(acquire(cooldown)).isEqualTo(Acquisition.UNREACHABLE);
    }

    /** Each call is for a conversation of its own, so that none is busy. */
    private Acquisition acquire(Cooldown cooldown) {
        return cooldown.acquire(
                new ConversationId("acme", "c-" + conversations.incrementAndGet()), 1);
    }

    private List<Duration> unreachable(Cooldown cooldown, int calls) {
        var times = new ArrayList<Duration>();
        for (var i = 0; i < calls; i++) {
            var start = System.nanoTime();
            assertThat(acquire(cooldown)).isEqualTo(Acquisition.UNREACHABLE);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return times;
    }

    /** Not the slowest: the machine also does other things. */
    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private void assertComesBack(Cooldown cooldown) {
        var end = Instant.now().plus(BACK_WITHIN);
        while (acquire(cooldown) != Acquisition.ACQUIRED) {
            assertThat(Instant.now())
                    .as("Redis answers, the cooldown still does not")
                    .isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).start();
        assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
