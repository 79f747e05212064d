package dev.parley.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedded.EmbeddedKafka;
import dev.parley.embedded.EmbeddedRedis;
import dev.parley.ingest.ApiKeys;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.play.Score;
import dev.parley.testkit.postgres.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services as processes of their own on PostgreSQL, two of each worker: whatever ends or pauses
 * one of them while conversations play, no message is lost and none is answered twice. The short
 * form of {@code ./parley bench faults}, which strikes each process by itself.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class SeparateProcessesIT {
    private static final String KEY = "op_separate-processes";
    private static final Duration LATENCY = Duration.ofMillis(300);
    private static final Duration START_LIMIT = Duration.ofMinutes(8);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    @SuppressWarnings("NullAway.Init") // started before the first test
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedRedis redis;

    @SuppressWarnings("NullAway.Init")
    private Fleet fleet;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        redis = EmbeddedRedis.start(directory.resolve("redis"), 0);
        fleet =
                Fleet.start(
                        new FleetSettings(
                                Programs.ofThisBuild(),
                                directory.resolve("log"),
                                directory.resolve("state"),
                                2,
                                0,
                                kafka.bootstrapServers(),
                                properties(),
                                Map.of("PARLEY_REDIS_PASSWORD", redis.password()),
                                List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")),
                        System.out::println);
        fleet.awaitReady(START_LIMIT);
    }

    private Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        properties.put("parley.redis.host", redis.host());
        properties.put("parley.redis.port", String.valueOf(redis.port()));
        properties.put("parley.store.kind", "postgresql");
        properties.put("parley.store.postgresql.url", Postgres.shared().newDatabase());
        properties.put("parley.store.postgresql.username", Postgres.USER);
        properties.put("parley.store.postgresql.writers", "2");
        properties.put("parley.api.operator-key-hash", ApiKeys.hash(KEY));
        properties.put("parley.model.offline.latency", LATENCY.toMillis() + "ms");
        return properties;
    }

    @AfterAll
    void stop() {
        fleet.close();
        redis.close();
        kafka.close();
    }

    @Test
    void oneProcessOfEachKindKilledAndAnExecutorPausedPastItsLease() throws Exception {
        var load = Load.begin(new ParleyClient(fleet.address(), KEY), "killed");
        kill(fleet.processes(Service.INGEST));
        kill(oneOfEachWorker());
        fleet.awaitReady(START_LIMIT);
        pause(fleet.processes(Service.EXECUTOR).getFirst(), LEASE.plusSeconds(3));
        assertNothingLost("kill -9 of one process of each kind, an executor paused", load.end());
    }

    @Test
    void rollingRestartDelaysNoTurnByMoreThanTheDrainTime() throws Exception {
        var load = Load.begin(new ParleyClient(fleet.address(), KEY), "rolled");
        for (var process : oneOfEachWorker()) {
            restart(process);
        }
        var scores = load.end();
        assertNothingLost("rolling restart of the workers", scores);
        assertThat(scores)
                .allSatisfy(score ->
                        assertThat(score.slowestMillis())
                                .isLessThan(LATENCY.multipliedBy(2).plus(DRAIN).toMillis()));

        var meanwhile = Load.begin(new ParleyClient(fleet.address(), KEY), "edge");
        restart(fleet.processes(Service.INGEST).getFirst());
        assertNothingLost("restart of the edge", meanwhile.end());
    }

    private List<ServiceProcess> oneOfEachWorker() {
        return Arrays.stream(Service.values())
                .filter(Service::isWorker)
                .map(service -> fleet.processes(service).getFirst())
                .toList();
    }

    private static void kill(List<ServiceProcess> some) throws InterruptedException {
        var before = some.stream().map(ServiceProcess::process).toList();
        some.forEach(ServiceProcess::kill);
        for (var gone : before) {
            gone.waitFor();
        }
        for (var process : some) {
            Fleet.awaitReady(process, START_LIMIT);
            assertThat(before).doesNotContain(process.process());
        }
    }

    private static void restart(ServiceProcess process) throws Exception {
        long start = System.nanoTime();
        assertThat(process.terminate(Duration.ofSeconds(25))).isTrue();
        long ended = System.nanoTime();
        Fleet.awaitReady(process, START_LIMIT);
        System.out.printf(
                "%s: stopped in %d ms, ready again after %d ms%n",
                process,
                TimeUnit.NANOSECONDS.toMillis(ended - start),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended));
    }

    private static void pause(ServiceProcess process, Duration length)
            throws IOException, InterruptedException {
        signal(process, "STOP");
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } finally {
            signal(process, "CONT");
        }
    }

    private static void signal(ServiceProcess process, String signal)
            throws IOException, InterruptedException {
        var pid = String.valueOf(process.process().pid());
        assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    }

    private static void assertNothingLost(String what, List<Score> scores) {
        for (var score : scores) {
            System.out.printf(
                    "%s: %s slowest_ms=%.0f%n", what, score.line(), score.slowestMillis());
        }
        assertThat(scores)
                .allSatisfy(score -> {
                    assertThat(score.findings()).isEmpty();
                    assertThat(score.isGood()).isTrue();
                });
    }
}
