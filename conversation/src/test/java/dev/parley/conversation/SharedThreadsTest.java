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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    void organizationWithAThousandPiecesHoldsUpNoOther() throws Exception {
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

        assertThat(done).hasSize(1_003);
        assertThat(done.subList(0, 3)).containsExactlyInAnyOrder("q1", "q2", "o1");
        assertThat(done.subList(3, 6)).containsExactly("h1", "h2", "h3");
    }

    /** It would wait for ever, were it not let in between. */
    @Test
    void pieceThatTakesLongLetsOthersComeInBetween() throws Exception {
        var over = new AtomicBoolean();
        var begun = new CountDownLatch(1);
        var lasting =
                threads.submit(
                        "hostile",
                        () -> {
                            long waited = 0;
                            begun.countDown();
                            while (!over.get()) {
                                waited += threads.breathe();
                            }
                            return waited;
                        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        threads.submit("quiet", () -> over.compareAndSet(false, true)).get(10, TimeUnit.SECONDS);

        assertThat(lasting.get(10, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void noMoreIsWorkedOnAtOnceThanTheirNumber() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            running.add(
                    threads.submit(
                            "organization-" + i,
                            () -> {
                                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                                assertThat(Thread.currentThread().isVirtual()).isFalse();
                                Thread.yield();
                                return atOnce.decrementAndGet();
                            }));
        }
        for (var each : running) {
            each.get(10, TimeUnit.SECONDS);
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void breathingElsewhereDoesNothing() {
        assertThat(threads.breathe()).isZero();
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
