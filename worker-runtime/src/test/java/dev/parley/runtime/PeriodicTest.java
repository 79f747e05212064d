package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PeriodicTest {
    @Test
    void workThatFailsIsDoneAgain() throws InterruptedException {
        var runs = new CountDownLatch(3);
        try (var periodic =
                new Periodic(
                        "failing",
                        Duration.ofMillis(1),
                        () -> {
                            runs.countDown();
                            throw new IllegalStateException("so it goes");
                        })) {
            periodic.start();

            assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void errorThatIsNotTheJvmsEndIsSurvived() throws InterruptedException {
        var runs = new CountDownLatch(3);
        try (var periodic =
                new Periodic(
                        "overflowing",
                        Duration.ofMillis(1),
                        () -> {
                            runs.countDown();
                            throw runs.getCount() % 2 == 0
                                    ? new StackOverflowError()
                                    : new AssertionError();
                        })) {
            periodic.start();

            assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void runningOutOfMemoryEndsTheProcess() throws InterruptedException {
        var told = new LinkedBlockingQueue<String>();
        try (var periodic =
                new Periodic(
                        "greedy",
                        Duration.ofMillis(1),
                        () -> {
                            throw new OutOfMemoryError("no heap");
                        },
                        (what, why) -> told.add(what + ": " + why.getMessage()))) {
            periodic.start();

            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("greedy: no heap");
        }
    }

    @Test
    void closingInterruptsWhatRuns() throws InterruptedException {
        var started = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var thread = new AtomicReference<Thread>();
        var periodic =
                new Periodic(
                        "endless",
                        Duration.ofMillis(1),
                        () -> {
                            thread.set(Thread.currentThread());
                            started.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                ended.countDown();
                            }
                        });
        periodic.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(thread.get().isDaemon()).isTrue();

        periodic.close();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
