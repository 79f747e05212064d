package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AssignmentsTest {

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final CountDownLatch go = new CountDownLatch(1);
    private final ProcessorSettings settings = Records.settings();
    private final ProcessorMetrics metrics =
            new ProcessorMetrics(new SimpleMeterRegistry(), "planner");
    private final Dispatcher dispatcher =
            new Dispatcher(
                    settings,
                    new RecordRunner(
                            settings,
                            this::waitOnOdd,
                            Records.DECODER,
                            FailureHandling.standard(new FakeRouter()),
                            metrics),
                    metrics,
                    _ -> {});
    private final OffsetCommits commits = new OffsetCommits(consumer, Duration.ofNanos(1));

    @BeforeEach
    void assign() {
        consumer.assign(List.of(Records.PARTITION));
    }

    @AfterEach
    void close() {
        go.countDown();
        dispatcher.close();
    }

    @Test
    void revokedPartitionIsDrainedAndCommitted() throws Exception {
        var assignments = assigned(Duration.ofSeconds(20));
        var assignment = read(assignments, 3);
        Await.until(
                "the odd one runs alone",
                () -> assignment.running() == 1 && dispatcher.buffered() == 1);
        Thread.ofVirtual().start(() -> endSoonAfterRelease(assignment));
        assignments.onPartitionsRevoked(List.of(Records.PARTITION));
        assertThat(committed()).isEqualTo(3);
        assertThat(assignments.all()).isEmpty();
    }

    @Test
    void whatIsHeldNowIsKnownToOtherThreads() {
        var assignments = assigned(Duration.ofSeconds(20));
        assertThat(assignments.held()).containsExactly(Records.PARTITION);

        assignments.onPartitionsLost(List.of(Records.PARTITION));

        assertThat(assignments.held()).isEmpty();
    }

    @Test
    void workThatDoesNotEndInTimeIsNotCommitted() throws Exception {
        var assignments = assigned(Duration.ofMillis(20));
        var assignment = read(assignments, 3);
        Await.until(
                "the odd one runs alone",
                () -> assignment.running() == 1 && dispatcher.buffered() == 1);
        assignments.onPartitionsRevoked(List.of(Records.PARTITION));
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void lostPartitionIsNeitherDrainedNorCommitted() throws Exception {
        var assignments = assigned(Duration.ofSeconds(20));
        var assignment = read(assignments, 3);
        Await.until(
                "the odd one runs alone",
                () -> assignment.running() == 1 && dispatcher.buffered() == 1);
        assignments.onPartitionsLost(List.of(Records.PARTITION));
        assertThat(committed()).isZero();
        assertThat(assignment.isReleased()).isTrue();
        assertThat(assignments.all()).isEmpty();
    }

    @Test
    void dueCommitHoldsThePrefixAndIsNotRepeated() throws Exception {
        var assignments = assigned(Duration.ofSeconds(20));
        var assignment = read(assignments, 3);
        Await.until(
                "the odd one runs alone",
                () -> assignment.running() == 1 && dispatcher.buffered() == 1);
        commits.commitIfDue(assignments.all());
        assertThat(committed()).isEqualTo(1);
        assertThat(assignment.committed()).isEqualTo(1);
    }

    @Test
    void longSpanPausesOnePartitionAndAFullBufferAll() throws Exception {
        var assignments = assigned(Duration.ofMillis(1));
        var flow = new FlowControl(consumer, settings.withMaxBuffered(100).withMaxSpan(10));
        var assignment = read(assignments, 2);
        Await.until(
                "the odd one runs alone",
                () -> assignment.running() == 1 && dispatcher.buffered() == 1);
        flow.adjust(assignments.all(), 1, 1);
        assertThat(consumer.paused()).isEmpty();

        for (long offset = 2; offset < 12; offset += 2) {
            assignment.progress().begin(offset).complete();
        }
        flow.adjust(assignments.all(), 1, 1);
        assertThat(consumer.paused()).isEqualTo(Set.of(Records.PARTITION));
        assertThat(flow.longSpans()).containsExactly(Records.PARTITION);
        assertThat(flow.isFull()).isFalse();

        go.countDown();
        Await.until("all are complete", () -> dispatcher.buffered() == 0);
        flow.adjust(assignments.all(), 0, 0);
        assertThat(consumer.paused()).isEmpty();
        assertThat(flow.longSpans()).isEmpty();

        flow.adjust(assignments.all(), 99, 1);
        assertThat(flow.isFull()).isTrue();
        assertThat(flow.paused()).isEqualTo(1);
        assertThat(flow.longSpans()).as("only the buffer is full").isEmpty();
        flow.adjust(assignments.all(), flow.roomAt() + 1, 1);
        assertThat(flow.isFull()).as("resumes only at half").isTrue();
        flow.adjust(assignments.all(), flow.roomAt(), 1);
        assertThat(consumer.paused()).isEmpty();
    }

    private void endSoonAfterRelease(Assignment assignment) {
        while (!assignment.isReleased()) {
            Thread.onSpinWait();
        }
        LockSupport.parkNanos(50_000_000);
        go.countDown();
    }

    private Outcome waitOnOdd(WorkRecord work) throws InterruptedException {
        if (work.offset() % 2 == 1) {
            go.await();
        }
        return Outcome.done();
    }

    private Assignments assigned(Duration drain) {
        var assignments = new Assignments(dispatcher, commits, Pace.STANDARD.withRevoke(drain));
        assignments.onPartitionsAssigned(List.of(Records.PARTITION));
        return assignments;
    }

    private Assignment read(Assignments assignments, int records) {
        var assignment = Objects.requireNonNull(assignments.of(Records.PARTITION));
        for (long offset = 0; offset < records; offset++) {
            dispatcher.accept(Records.tracked(assignment, offset, "acme/c" + offset));
        }
        return assignment;
    }

    private long committed() {
        var offset = consumer.committed(Set.of(Records.PARTITION)).get(Records.PARTITION);
        return offset == null ? 0 : offset.offset();
    }
}
