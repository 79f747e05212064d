package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedThreadsTest {
    private final SharedThreads threads = new SharedThreads("test", 1);
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void organizationWithAThousandPiecesIsServedInTurnsWithTheOthers() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        running.add(
                threads.submit(
                        "hostile",
                        () -> {
                            begun.countDown();
                            return go.await(10, TimeUnit.SECONDS);
                        }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 1; i <= 1_000; i++) {
            work("hostile", "h" + i);
        }
        work("quiet", "q1");
        work("quiet", "q2");
        work("other", "o1");

        go.countDown();
        for (var each : running) {
            each.get(10, TimeUnit.SECONDS);
        }

        assertThat(done).hasSize(1_003).startsWith("h1", "q1", "o1", "h2", "q2", "h3", "h4");
    }

    @Test
    void workIsDoneOnPlatformThreadsOfItsNameAndNoMoreThanTheirNumber() throws Exception {
        var names = new CopyOnWriteArrayList<String>();
        for (int i = 0; i < 20; i++) {
            running.add(threads.submit("acme", () -> names.add(Thread.currentThread().getName())));
        }
        for (var each : running) {
            each.get(10, TimeUnit.SECONDS);
        }
        assertThat(names).hasSize(20).containsOnly("test-0");
    }

    @Test
    void whatAPieceThrowsIsItsCallersAlone() throws Exception {
        var broken =
                threads.submit(
                        "acme",
                        () -> {
                            throw new StackOverflowError();
                        });
        assertThatThrownBy(() -> broken.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
        assertThat(threads.submit("acme", () -> "next").get(10, TimeUnit.SECONDS))
                .isEqualTo("next");
    }

    @Test
    void whatWaitsAtTheCloseIsStillDoneAndNothingElseTaken() throws Exception {
        var go = new CountDownLatch(1);
        var first = threads.submit("acme", () -> go.await(10, TimeUnit.SECONDS));
        var second = threads.submit("acme", () -> "done");
        threads.close();
        go.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("done");
        assertThatThrownBy(() -> threads.submit("acme", () -> "late"))
                .isInstanceOf(RejectedExecutionException.class);
    }

    private void work(String organization, String piece) {
        running.add(threads.submit(organization, () -> done.add(piece)));
    }
}
