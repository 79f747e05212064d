package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.runtime.RecordDecoder.Undecodable;
import dev.parley.runtime.RecordDecoder.UnknownSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RecordRunnerTest {

    private static final Verdict COMPLETE = Verdict.Complete.COMPLETE;

    private final FakeRouter router = new FakeRouter();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ProcessorMetrics metrics = new ProcessorMetrics(meters, "planner");
    private final Assignment assignment = new Assignment(Records.PARTITION);
    private final TrackedRecord record = Records.tracked(assignment, 7, "acme/c1");

    @Test
    void doneCompletes() {
        assertThat(run(_ -> Outcome.done())).isEqualTo(COMPLETE);
        assertThat(outcomes("done")).isEqualTo(1);
    }

    @Test
    void retryWaitsAndCountsTheAttempt() {
        var attempts = new ArrayList<Integer>();
        RecordHandler handler =
                work -> {
                    attempts.add(work.attempt());
                    return Outcome.retry("not yet", Duration.ofSeconds(3));
                };
        assertThat(run(handler)).isEqualTo(new Verdict.Again(Duration.ofSeconds(3)));
        run(handler);
        assertThat(attempts).containsExactly(1, 2);
    }

    @Test
    void parkedRecordIsADeadLetterAndComplete() {
        assertThat(run(_ -> Outcome.park("no agent"))).isEqualTo(COMPLETE);
        assertThat(router.dead).containsExactly("7: no agent");
        assertThat(router.failed).isEmpty();
    }

    @Test
    void parkedTurnIsNamedInItsDeadLetter() {
        assertThat(run(_ -> Outcome.park("model timed out", 3))).isEqualTo(COMPLETE);
        assertThat(router.dead).containsExactly("7: model timed out (turn 3)");
    }

    @Test
    void failedRecordIsReportedAndComplete() {
        assertThat(run(RecordRunnerTest::fail)).isEqualTo(COMPLETE);
        assertThat(router.failed).containsExactly("7: broken");
        assertThat(router.dead).isEmpty();
    }

    @Test
    void outageBurnsNoAttempt() {
        var attempts = new ArrayList<Integer>();
        RecordHandler handler =
                work -> {
                    attempts.add(work.attempt());
                    if (attempts.size() < 4) {
                        throw new InfrastructureException("store is down");
                    }
                    return Outcome.done();
                };
        for (int round = 0; round < 3; round++) {
            assertThat(run(handler)).isInstanceOf(Verdict.Again.class);
            assertThat(metrics.outage().waiting()).isEqualTo(1);
        }
        assertThat(run(handler)).isEqualTo(COMPLETE);
        assertThat(attempts).containsExactly(1, 1, 1, 1);
        assertThat(metrics.outage().waiting()).isZero();
        assertThat(router.failed).isEmpty();
    }

    @Test
    void reportThatCannotBeMadeIsTriedAgainWithoutTheHandler() {
        var runs = new AtomicInteger();
        router.failures.set(2);
        RecordHandler handler =
                _ -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("broken");
                };
        assertThat(run(handler)).isInstanceOf(Verdict.Again.class);
        assertThat(metrics.outage().waiting()).isEqualTo(1);
        assertThat(run(handler)).isInstanceOf(Verdict.Again.class);
        assertThat(run(handler)).isEqualTo(COMPLETE);
        assertThat(runs.get()).isEqualTo(1);
        assertThat(router.failed).containsExactly("7: broken");
        assertThat(metrics.outage().waiting()).isZero();
    }

    @Test
    void undecodableRecordNeverReachesTheHandler() {
        RecordDecoder decoder =
                (_, _, _) -> {
                    throw new Undecodable("garbage");
                };
        assertThat(run(RecordRunnerTest::fail, decoder, record)).isEqualTo(COMPLETE);
        assertThat(router.dead).containsExactly("7: garbage");
        assertThat(router.failed).isEmpty();
    }

    @Test
    void recordWithoutKeyOrValueIsPoison() {
        var fresh = new Assignment(Records.PARTITION);
        var value = Records.CODEC.encode(Lane.wakeup(1));
        var noKey = new TrackedRecord(Records.raw(1, null, value), fresh);
        var brokenKey =
                new TrackedRecord(Records.raw(2, new byte[] {(byte) 0xC3, 0x28}, value), fresh);
        var noValue = new TrackedRecord(Records.raw(3, Lane.bytes("acme/c1"), null), fresh);
        for (var poison : new TrackedRecord[] {noKey, brokenKey, noValue}) {
            assertThat(run(RecordRunnerTest::fail, Records.DECODER, poison)).isEqualTo(COMPLETE);
        }
        assertThat(router.dead).hasSize(3);
        assertThat(noKey.queueKey()).isNotEqualTo(brokenKey.queueKey());
    }

    @Test
    void keyMayHoldTheReplacementCharacterItself() {
        var odd =
                new TrackedRecord(
                        Records.raw(
                                1, Lane.bytes("acme/\uFFFD"), Records.CODEC.encode(Lane.wakeup(1))),
                        new Assignment(Records.PARTITION));
        assertThat(odd.key()).isEqualTo("acme/\uFFFD");
    }

    @Test
    void unknownSchemaIsWaitedForThenPoison() throws Exception {
        RecordDecoder decoder =
                (_, _, _) -> {
                    throw new UnknownSchema("fingerprint 1", new IllegalStateException());
                };
        var settings = Records.settings().withUnknownSchemaTimeout(Duration.ofMillis(50));
        var runner = runner(settings, RecordRunnerTest::fail, decoder);
        assertThat(runner.run(record)).isInstanceOf(Verdict.Again.class);
        assertThat(router.dead).isEmpty();
        Await.until("it is poison", () -> runner.run(record).equals(COMPLETE));
        assertThat(router.dead).containsExactly("7: fingerprint 1");
    }

    @Test
    void failureAfterTheSignalIsAHandBackNotAReport() {
        RecordHandler handler =
                _ -> {
                    assignment.release();
                    throw new IllegalStateException("cancelled");
                };
        assertThat(run(handler)).isInstanceOf(Verdict.Again.class);
        assertThat(router.failed).isEmpty();
    }

    @Test
    void failureThatNoneMayOvertakeIsTriedAgainInPlaceThenGivenUpByName() {
        var runs = new AtomicInteger();
        RecordHandler handler =
                _ -> {
                    runs.incrementAndGet();
                    throw new InOrderException(
                            "it could not be stored", new IllegalStateException("unique"));
                };
        for (int failed = 1; failed < Patience.STANDARD.maxFailures(); failed++) {
            assertThat(run(handler)).isInstanceOf(Verdict.Again.class);
        }
        assertThat(router.dead).isEmpty();
        assertThat(run(handler)).isEqualTo(COMPLETE);
        assertThat(runs.get()).isEqualTo(Patience.STANDARD.maxFailures());
        assertThat(router.failed).isEmpty();
        assertThat(router.dead)
                .containsExactly(
                        "7: failed 8 times: it could not be stored: java.lang.IllegalStateException: unique");
    }

    @Test
    void outageBehindAFailureInOrderIsWaitedOutWithoutEnd() {
        RecordHandler handler =
                _ -> {
                    throw new InOrderException(
                            "it could not be stored", new InfrastructureException("store is down"));
                };
        for (int failed = 0; failed < 5 * Patience.STANDARD.maxFailures(); failed++) {
            assertThat(run(handler)).isInstanceOf(Verdict.Again.class);
        }
        assertThat(router.dead).isEmpty();
        assertThat(metrics.outage().waiting()).isEqualTo(1);
    }

    @Test
    void reportThatIsRefusedForWhatItHoldsBecomesADeadLetterAtOnce() {
        router.refusal = new RecordTooLargeException("the key alone is too large");
        router.failures.set(1);
        assertThat(run(RecordRunnerTest::fail)).isEqualTo(COMPLETE);
        assertThat(router.dead)
                .singleElement()
                .asString()
                .contains("broken")
                .contains("the key alone is too large");
    }

    @Test
    void refusedDeadLetterBlocksNothingAndIsCounted() {
        router.refusal = new RecordTooLargeException("the key alone is too large");
        router.failures.set(2);
        assertThat(run(RecordRunnerTest::fail)).isEqualTo(COMPLETE);
        assertThat(outcomes("unreported")).isEqualTo(1);
        assertThat(metrics.outage().waiting()).isZero();
    }

    @Test
    void reportThatFailsForAnotherReasonIsBounded() {
        router.refusal = new IllegalStateException("a bug in the router");
        router.failures.set(Integer.MAX_VALUE);
        int runs = 1;
        while (!run(RecordRunnerTest::fail).equals(COMPLETE)) {
            runs++;
        }
        assertThat(runs).isEqualTo(2 * Patience.STANDARD.maxFailures() - 1);
        assertThat(outcomes("unreported")).isEqualTo(1);
    }

    @Test
    void overflownStackGivesTheRecordUp() {
        assertThat(
                        run(_ -> {
                            throw new StackOverflowError();
                        }))
                .isEqualTo(COMPLETE);
        assertThat(router.dead).containsExactly("7: java.lang.StackOverflowError");
        assertThat(router.failed).isEmpty();
    }

    @Test
    void jvmOutOfMemoryIsNoAffairOfTheRecord() {
        var error = new OutOfMemoryError("no heap");
        assertThatThrownBy(() ->
                        run(_ -> {
                            throw new IllegalStateException(error);
                        }))
                .isSameAs(error);
        assertThat(router.failed).isEmpty();
        assertThat(router.dead).isEmpty();
    }

    @Test
    void kindOfANewerBuildIsWaitedForThenGivenUp() throws Exception {
        var patience = Records.settings().patience().withUnknownKind(Duration.ofMillis(50));
        var runner =
                runner(
                        Records.settings().withPatience(patience),
                        _ -> Outcome.ofNewerBuild("a kind of reply it does not know"),
                        Records.DECODER);
        assertThat(runner.run(record)).isInstanceOf(Verdict.Again.class);
        assertThat(router.dead).isEmpty();
        Await.until("it is given up", () -> runner.run(record).equals(COMPLETE));
        assertThat(router.dead).containsExactly("7: a kind of reply it does not know");
    }

    @Test
    void traceIsInTheLogContextAndUnderTheProducersSpan() {
        var parent = TraceContext.root();
        var raw = Records.raw(8, "acme/c1");
        parent.putInto(raw.headers());
        run(
                work -> {
                    assertThat(MDC.get(RecordRunner.TRACE_ID)).isEqualTo(parent.traceId());
                    assertThat(work.trace().traceId()).isEqualTo(parent.traceId());
                    assertThat(work.trace().spanId()).isNotEqualTo(parent.spanId());
                    return Outcome.park("reached the end");
                },
                Records.DECODER,
                new TrackedRecord(raw, assignment));
        assertThat(router.dead).containsExactly("8: reached the end");
        assertThat(MDC.get(RecordRunner.TRACE_ID)).isNull();
    }

    @Test
    void brokenClassifierBlamesTheRecord() {
        FailureClassifier broken =
                _ -> {
                    throw new IllegalStateException("classifier");
                };
        var runner =
                new RecordRunner(
                        Records.settings(),
                        RecordRunnerTest::fail,
                        Records.DECODER,
                        new FailureHandling(broken, router),
                        metrics);
        assertThat(runner.run(record)).isEqualTo(COMPLETE);
        assertThat(router.failed).containsExactly("7: broken");
    }

    private static Outcome fail(WorkRecord work) {
        throw new IllegalStateException("broken");
    }

    private Verdict run(RecordHandler handler) {
        return run(handler, Records.DECODER, record);
    }

    private Verdict run(RecordHandler handler, RecordDecoder decoder, TrackedRecord which) {
        return runner(Records.settings(), handler, decoder).run(which);
    }

    private RecordRunner runner(
            ProcessorSettings settings, RecordHandler handler, RecordDecoder decoder) {
        return new RecordRunner(
                settings, handler, decoder, FailureHandling.standard(router), metrics);
    }

    private double outcomes(String kind) {
        return meters.get("parley.worker.outcomes").tag("outcome", kind).counter().count();
    }
}
