package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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
