package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.RateLimiter;
import dev.parley.conversation.RateLimiter.Rate;
import dev.parley.conversation.RateLimiter.Verdict;
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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The limiters of two processes on one Redis. */
@Timeout(60)
class RedisRateLimiterIT {
    /** Where time is not what is tested: a cold JVM on a busy machine is slow. */
    private static final String PATIENT = "--parley.redis.timeout=5s";

    private static final Duration WITHIN = Duration.ofMillis(150);

    @TempDir private static Path directory;

    private static final int PORT = LoopbackPort.free();
    private static EmbeddedRedis server;

    @BeforeAll
    static void start() {
        server = EmbeddedRedis.start(directory, PORT, RedisApplication.PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void processesShareOneRate() throws Exception {
        var rate = new Rate(1, 100);
        try (var one = RedisApplication.start(PORT, PATIENT);
                var two = RedisApplication.start(PORT, PATIENT)) {
            var limiters = List.of(one.getBean(RateLimiter.class), two.getBean(RateLimiter.class));
            var verdicts = new ArrayList<Verdict>();
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var calls = new ArrayList<Callable<Verdict>>();
                for (int i = 0; i < 400; i++) {
                    var limiter = limiters.get(i % 2);
                    calls.add(() -> limiter.take("shared", rate));
                }
                for (var result : callers.invokeAll(calls)) {
                    verdicts.add(result.get());
                }
            }
            assertThat(verdicts).doesNotContain(new Verdict.Unreachable());
            // One or two more came in while they were asked.
            assertThat(Collections.frequency(verdicts, new Verdict.Granted())).isBetween(100, 110);
            assertThat(limiters.getFirst().take("other", rate)).isEqualTo(new Verdict.Granted());
        }
    }

    @Test
    void refusedOrganizationIsToldWhenToComeBack() {
        try (var application = RedisApplication.start(PORT, PATIENT)) {
            var limiter = application.getBean(RateLimiter.class);
            var rate = new Rate(10, 1);
            assertThat(limiter.take("waits", rate)).isEqualTo(new Verdict.Granted());
            assertThat(limiter.take("waits", rate))
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            refused ->
                                    assertThat(refused.after())
                                            .isBetween(
                                                    Duration.ofNanos(1), Duration.ofMillis(100)));
            await(limiter, "waits", rate);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void redisThatHangsCostsEachCallerOneTimeoutAndComesBack() throws Exception {
        var rate = new Rate(1_000_000, 1_000_000);
        try (var application = RedisApplication.start(PORT)) {
            var limiter = application.getBean(RateLimiter.class);
            await(limiter, "hang", rate);

            signal("STOP");
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<Duration> call =
                        () -> {
                            long start = System.nanoTime();
                            assertThat(limiter.take("hang", rate))
                                    .isEqualTo(new Verdict.Unreachable());
                            return Duration.ofNanos(System.nanoTime() - start);
                        };
                var times = new ArrayList<Duration>();
                for (var result : callers.invokeAll(Collections.nCopies(200, call))) {
                    times.add(result.get());
                }
                // Not the slowest: the machine also does other things.
                times.sort(null);
                assertThat(times.get(times.size() / 2)).isLessThan(WITHIN);
            }
            signal("CONT");
            await(limiter, "hang", rate);
        } finally {
            signal("CONT");
        }
    }

    @Test
    void redisMayBeDown() {
        try (var application = RedisApplication.start(LoopbackPort.free())) {
            var limiter = application.getBean(RateLimiter.class);
            assertThat(limiter.take("acme", new Rate(1, 1))).isEqualTo(new Verdict.Unreachable());
        }
    }

    private static void await(RateLimiter limiter, String organization, Rate rate) {
        var end = Instant.now().plus(Duration.ofSeconds(10));
        while (!limiter.take(organization, rate).equals(new Verdict.Granted())) {
            assertThat(Instant.now()).as("granted again in time").isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).start();
        assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
