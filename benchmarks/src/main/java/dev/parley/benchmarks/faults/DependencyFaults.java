package dev.parley.benchmarks.faults;

import dev.parley.testkit.openai.FailureMix;
import dev.parley.testkit.openai.StubFailure;
import dev.parley.testkit.openai.StubReply;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;

/** What the services depend on fails, is slow, or forgets. */
final class DependencyFaults {
    private static final Duration FLUSHES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_FLUSHES = Duration.ofMillis(200);
    private static final Duration REDIS_AWAY = Duration.ofSeconds(10);
    private static final Duration REDIS_SLOW = Duration.ofSeconds(15);
    private static final Duration BROKER_AWAY = Duration.ofSeconds(5);
    private static final Duration DATABASE_AWAY = Duration.ofSeconds(10);
    private static final Duration MODEL_BAD = Duration.ofSeconds(15);
    private static final double FAILING_PERCENT = 33;
    private static final long SEED = 20_261_127;

    private DependencyFaults() {}

    static void flushRedis(Stage stage) throws IOException, InterruptedException {
        long end = System.nanoTime() + FLUSHES.toNanos();
        while (System.nanoTime() < end) {
            stage.redis().flush();
            Thread.sleep(BETWEEN_FLUSHES);
        }
    }

    static void stopRedis(Stage stage) throws InterruptedException {
        stage.redis().stop();
        Thread.sleep(REDIS_AWAY);
        stage.redis().start();
    }

    static void slowRedis(Stage stage, int millis) throws InterruptedException {
        stage.redis().delay(Duration.ofMillis(millis));
        Thread.sleep(REDIS_SLOW);
        stage.redis().delay(Duration.ZERO);
    }

    static void restartBroker(Stage stage) throws InterruptedException {
        stage.broker().stop();
        Thread.sleep(BROKER_AWAY);
        stage.broker().start();
    }

    static void stopDatabase(Stage stage) throws InterruptedException {
        stage.database().crash();
        Thread.sleep(DATABASE_AWAY);
        stage.database().startAgain();
    }

    static void failModel(Stage stage) throws InterruptedException {
        var ways = EnumSet.allOf(StubFailure.class);
        ways.remove(StubFailure.ABANDONED); // what a caller does, no failure of the model's
        var latency = stage.settings().modelLatency();
        stage.model()
                .answering(
                        new FailureMix(
                                SEED,
                                FAILING_PERCENT,
                                ways,
                                latency,
                                stage.modelTimeout().multipliedBy(2)));
        Thread.sleep(MODEL_BAD);
        stage.modelAnswers();
    }

    static void refuseModel(Stage stage) throws InterruptedException {
        stage.model().answering(StubReply.text("").failing(StubFailure.OVERLOADED));
        Thread.sleep(MODEL_BAD);
        stage.modelAnswers();
    }
}
