package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DispatcherTest {

    private final FakeRouter router = new FakeRouter();
    private final ConcurrentLinkedQueue<Long> handled = new ConcurrentLinkedQueue<>();
    private final Assignment assignment = new Assignment(Records.PARTITION);
    private @Nullable Dispatcher opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void waitingRecordFreesItsSlotAndBlocksItsKey() throws Exception {
        var again = new CountDownLatch(1);
        var dispatcher =
                dispatcher(
                        1,
                        work -> {
                            if (work.offset() == 0 && again.getCount() > 0) {
                                return Outcome.retry("not yet", Duration.ofMillis(5));
                            }
                            handled.add(work.offset());
                            return Outcome.done();
                        });
        accept(dispatcher, 0, "acme/c1");
        accept(dispatcher, 1, "acme/c1");
        accept(dispatcher, 2, "acme/c2");
        Await.until("the other key ran", () -> handled.contains(2L));
        assertThat(assignment.progress().position()).isZero();
        again.countDown();
        Await.until("all are complete", () -> dispatcher.buffered() == 0);
        assertThat(handled).containsExactly(2L, 0L, 1L);
        assertThat(assignment.progress().position()).isEqualTo(3);
    }

    @Test
    void releasedAssignmentStartsNothingAndDropsWhatWaits() throws Exception {
        var running = new CountDownLatch(1);
        var raised = new CountDownLatch(1);
        var dispatcher =
                dispatcher(
                        4,
                        work -> {
                            if (work.offset() == 1) {
                                handled.add(1L);
                                return Outcome.retry("later", Duration.ofHours(1));
                            }
                            work.handBack().onRaised(raised::countDown);
                            running.countDown();
                            raised.await();
                            assertThat(work.handBack().isRaised()).isTrue();
                            return Outcome.handBack();
                        });
        accept(dispatcher, 0, "acme/c0");
        accept(dispatcher, 1, "acme/c1");
        accept(dispatcher, 2, "acme/c0");
        accept(dispatcher, 3, "acme/c1");
        running.await();
        Await.until("one waits", () -> handled.contains(1L) && assignment.running() == 1);
        dispatcher.release(List.of(assignment));
        Await.until("nothing is buffered", () -> dispatcher.buffered() == 0);
        assertThat(assignment.awaitIdle(System.nanoTime())).isTrue();
        assertThat(assignment.progress().position()).as("nothing is complete").isZero();
    }

    @Test
    void recordOfAReleasedAssignmentDoesNotStart() throws Exception {
        var dispatcher =
                dispatcher(
                        4,
                        work -> {
                            handled.add(work.offset());
                            return Outcome.done();
                        });
        assignment.release();
        accept(dispatcher, 0, "acme/c0");
        Await.until("it is dropped", () -> dispatcher.buffered() == 0);
        assertThat(handled).isEmpty();
        assertThat(assignment.progress().position()).isZero();
        assertThat(assignment.running()).isZero();
    }

    @Test
    void workThatEndsWhileItsPartitionIsDrainedIsComplete() throws Exception {
        var go = new CountDownLatch(1);
        var dispatcher =
                dispatcher(
                        4,
                        _ -> {
                            go.await();
                            return Outcome.done();
                        });
        accept(dispatcher, 0, "acme/c0");
        Await.until("it runs", () -> assignment.running() == 1);
        dispatcher.release(List.of(assignment));
        assertThat(assignment.awaitIdle(System.nanoTime() + 1_000_000))
                .as("it still runs")
                .isFalse();
        go.countDown();
        assertThat(assignment.awaitIdle(System.nanoTime() + 10_000_000_000L)).isTrue();
        assertThat(assignment.progress().position()).isEqualTo(1);
    }

    @Test
    void oldRunOfAPartitionThatCameBackCompletesNothingNew() throws Exception {
        var go = new CountDownLatch(1);
        var runs = new AtomicInteger();
        var live = new AtomicInteger();
        var most = new AtomicInteger();
        var dispatcher =
                dispatcher(
                        4,
                        _ -> {
                            most.accumulateAndGet(live.incrementAndGet(), Math::max);
                            if (runs.incrementAndGet() == 1) {
                                go.await();
                            }
                            live.decrementAndGet();
                            return Outcome.done();
                        });
        accept(dispatcher, 0, "acme/c0");
        Await.until("it runs", () -> runs.get() == 1);
        dispatcher.release(List.of(assignment));
        var next = new Assignment(Records.PARTITION);
        dispatcher.accept(Records.tracked(next, 0, "acme/c0"));
        assertThat(next.progress().position()).isZero();
        go.countDown();
        Await.until("the new one is complete", () -> next.progress().position() == 1);
        assertThat(runs.get()).isEqualTo(2);
        assertThat(most.get()).as("the key stays alone even so").isEqualTo(1);
    }

    @Test
    void waiterForRoomIsWokenAtOnce() throws Exception {
        var go = new CountDownLatch(1);
        var dispatcher =
                dispatcher(
                        4,
                        _ -> {
                            go.await();
                            return Outcome.done();
                        });
        accept(dispatcher, 0, "acme/c0");
        Thread.ofVirtual().start(go::countDown);
        dispatcher.awaitRoom(0, 0, Duration.ofSeconds(20));
        assertThat(dispatcher.buffered()).isZero();
    }

    @Test
    void signalActionsRunOnceAndAreForgottenWithTheirRecord() throws Exception {
        var raised = new AtomicInteger();
        var dispatcher =
                dispatcher(
                        4,
                        work -> {
                            work.handBack().onRaised(raised::incrementAndGet);
                            return Outcome.done();
                        });
        accept(dispatcher, 0, "acme/c0");
        Await.until("it is complete", () -> dispatcher.buffered() == 0);
        assignment.release();
        var late = new RunSignal(assignment);
        late.onRaised(() -> raised.addAndGet(10));
        assertThat(raised.get())
                .as("at once when raised before, never for a record that is over")
                .isEqualTo(10);
    }

    private Dispatcher dispatcher(int slots, RecordHandler handler) {
        var settings = Records.settings().withMaxInFlight(slots);
        var metrics = new ProcessorMetrics(new SimpleMeterRegistry(), "planner");
        var runner =
                new RecordRunner(
                        settings,
                        handler,
                        Records.DECODER,
                        FailureHandling.standard(router),
                        metrics);
        var dispatcher = new Dispatcher(settings, runner, metrics, _ -> {});
        opened = dispatcher;
        return dispatcher;
    }

    private void accept(Dispatcher dispatcher, long offset, String key) {
        dispatcher.accept(Records.tracked(assignment, offset, key));
    }
}
