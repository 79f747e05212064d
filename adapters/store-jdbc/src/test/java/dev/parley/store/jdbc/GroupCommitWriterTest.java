package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import dev.parley.testkit.Samples;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitWriterTest {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int MAX_QUEUED = 4;

    @TempDir private Path directory;

    private final CountDownLatch gate = new CountDownLatch(1);
    private Session session;
    private GroupCommitWriter writer;
    private Session reading;

    @BeforeEach
    void open() {
        var file = new SqliteFile(directory.resolve("parley.db"), Durability.BUFFERED);
        session = file.open();
        Schema.migrate(session, StoreClock.of(() -> Instant.EPOCH));
        reading = file.open();
        writer =
                new GroupCommitWriter(
                        "writer",
                        () -> new WritingSession(session, StoreClock.of(InstantSource.system())),
                        256,
                        MAX_QUEUED);
    }

    @AfterEach
    void close() {
        gate.countDown();
        writer.close();
        reading.close();
    }

    @Test
    void failingStepsDoNotAffectTheOthersOfTheirTransaction() {
        holdTheWriter();
        var before = writer.submit(append("before"), LONG);
        var failingWrite = writer.submit(failingWrite(), LONG);
        var failingDecision =
                writer.submit(
                        step(_ -> {
                            throw new UnsupportedOperationException("no decision");
                        }),
                        LONG);
        var after = writer.submit(append("after"), LONG);
        assertThat(writer.queued()).as("all wait for one transaction").isEqualTo(4);
        gate.countDown();

        assertThat(before.await(LONG)).isInstanceOf(Append.Outcome.Appended.class);
        assertThatThrownBy(() -> failingWrite.await(LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("done_steps");
        assertThatThrownBy(() -> failingDecision.await(LONG))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(after.await(LONG)).isInstanceOf(Append.Outcome.Appended.class);
        assertThat(ids()).containsExactly("before", "after");
    }

    @Test
    void stepsAreDecidedAgainOnlyWhenAWriteOfTheirTransactionFails() {
        var decided = new AtomicInteger();
        holdTheWriter();
        var counted = writer.submit(step(_ -> Decision.unchanged(decided.incrementAndGet())), LONG);
        var failing = writer.submit(failingWrite(), LONG);
        gate.countDown();
        assertThat(counted.await(LONG)).isEqualTo(2);
        assertThatThrownBy(() -> failing.await(LONG)).isInstanceOf(IllegalStateException.class);

        assertThat(
                        writer.submit(
                                        step(_ -> Decision.unchanged(decided.incrementAndGet())),
                                        LONG)
                                .await(LONG))
                .isEqualTo(3);
    }

    @Test
    void errorInADecisionIsTheCallersAlone() {
        var failing =
                writer.submit(
                        step(_ -> {
                            throw new AssertionError("broken step");
                        }),
                        LONG);

        assertThatThrownBy(() -> failing.await(LONG)).isInstanceOf(AssertionError.class);
        assertThat(writer.submit(append("m1"), LONG).await(LONG))
                .isInstanceOf(Append.Outcome.Appended.class);
    }

    @Test
    void fullQueueMakesCallersWaitAndLosesNothing()
            throws InterruptedException, ExecutionException {
        holdTheWriter();
        var waiting = new AtomicInteger();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<Future<Append.Outcome>>();
            for (int i = 0; i < 5 * MAX_QUEUED; i++) {
                var step = append("m" + i);
                outcomes.add(
                        executor.submit(() -> {
                            waiting.incrementAndGet();
                            return writer.submit(step, LONG).await(LONG);
                        }));
            }
            await(() -> waiting.get() == 5 * MAX_QUEUED && writer.queued() == MAX_QUEUED);
            gate.countDown();
            for (var outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Append.Outcome.Appended.class);
            }
        }
        assertThat(ids()).hasSize(5 * MAX_QUEUED);
    }

    @Test
    void callerThatFindsNoPlaceInTimeIsTurnedAway() {
        holdTheWriter();
        for (int i = 0; i < MAX_QUEUED; i++) {
            writer.submit(append("m" + i), LONG);
        }

        assertThatThrownBy(() -> writer.submit(append("late"), SHORT))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("stayed full");

        finishWhatIsQueued();
        assertThat(ids()).hasSize(MAX_QUEUED).doesNotContain("late");
    }

    @Test
    void interruptedCallerStopsWaitingAndItsStepIsNotRun() throws Exception {
        holdTheWriter();
        var interrupted = new CompletableFuture<Boolean>();
        var caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                writer.submit(append("m1"), LONG).await(LONG);
                            } catch (StoreUnavailableException e) {
                                interrupted.complete(Thread.currentThread().isInterrupted());
                            }
                        });
        await(() -> writer.queued() == 1);
        caller.interrupt();

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).as("the flag is kept").isTrue();
        finishWhatIsQueued();
        assertThat(ids()).isEmpty();
    }

    @Test
    void callerThatWaitsTooLongIsToldAndItsStepIsNotRun() {
        holdTheWriter();
        var answer = writer.submit(append("m1"), LONG);

        assertThatThrownBy(() -> answer.await(SHORT))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("did not answer");
        finishWhatIsQueued();
        assertThat(ids()).isEmpty();
    }

    @Test
    void closingFinishesWhatIsQueuedAndRefusesTheRest() throws InterruptedException {
        holdTheWriter();
        var queued = writer.submit(append("m1"), LONG);
        var closing = Thread.ofPlatform().start(writer::close);
        await(() -> refuses(writer));
        gate.countDown();
        closing.join();

        assertThat(queued.await(LONG)).isInstanceOf(Append.Outcome.Appended.class);
        assertThat(ids()).containsExactly("m1");
    }

    @Test
    void transactionThatCannotBeginFailsItsCallersAsUnavailable() {
        session.runOnce("PRAGMA busy_timeout = 1");
        reading.beginWriting();
        var answer = writer.submit(append("m1"), LONG);

        assertThatThrownBy(() -> answer.await(LONG)).isInstanceOf(StoreUnavailableException.class);
        reading.rollback();
        assertThat(ids()).isEmpty();
        assertThat(writer.submit(append("m1"), LONG).await(LONG))
                .as("the same step, repeated")
                .isInstanceOf(Append.Outcome.Appended.class);
    }

    @Test
    void fullDatabaseFailsTheWholeTransactionAndNothingOfItStays() {
        session.runOnce("PRAGMA max_page_count = 1");
        holdTheWriter();
        var small = writer.submit(append("small"), LONG);
        var large = writer.submit(append("large", "x".repeat(1_000_000)), LONG);
        gate.countDown();

        assertThatThrownBy(() -> large.await(LONG)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> small.await(LONG)).isInstanceOf(StoreUnavailableException.class);
        assertThat(ids()).isEmpty();

        session.runOnce("PRAGMA max_page_count = 100000");
        assertThat(writer.submit(append("small"), LONG).await(LONG))
                .as("the same step, once there is space")
                .isInstanceOf(Append.Outcome.Appended.class);
    }

    @Test
    void readThatTheDatabaseCannotServeFailsTheWholeTransaction() {
        holdTheWriter();
        var written = writer.submit(append("m1"), LONG);
        var failing =
                writer.submit(
                        step(_ -> {
                            throw new StoreUnavailableException(
                                    "disk I/O error", new SQLException("IOERR"));
                        }),
                        LONG);
        gate.countDown();

        assertThatThrownBy(() -> failing.await(LONG)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> written.await(LONG)).isInstanceOf(StoreUnavailableException.class);
        assertThat(ids()).isEmpty();
        assertThat(writer.submit(append("m1"), LONG).await(LONG))
                .as("the same step, repeated")
                .isInstanceOf(Append.Outcome.Appended.class);
    }

    /** Keeps the writer busy with one step until the gate opens. */
    private void holdTheWriter() {
        writer.submit(
                step(_ -> {
                    gate.await();
                    return Decision.unchanged("held");
                }),
                LONG);
        await(() -> writer.queued() == 0);
    }

    private void finishWhatIsQueued() {
        gate.countDown();
        writer.submit(step(_ -> Decision.unchanged("flushed")), LONG).await(LONG);
    }

    private List<String> ids() {
        return Tables.of(reading).messages().after(CHAT, 0, 100).stream()
                .map(message -> message.id())
                .toList();
    }

    private static boolean refuses(GroupCommitWriter writer) {
        try {
            writer.submit(step(_ -> Decision.unchanged("too late")), SHORT);
            return false;
        } catch (StoreUnavailableException e) {
            return String.valueOf(e.getMessage()).contains("closed");
        }
    }

    private static Append append(String messageId) {
        return Samples.append(CHAT, messageId);
    }

    private static Append append(String messageId, String text) {
        var sample = Samples.append(CHAT, messageId);
        return new Append(
                CHAT,
                sample.channel(),
                sample.key(),
                messageId,
                sample.author(),
                text,
                null,
                sample.grace());
    }

    /** Writes a message and then the same marker twice. */
    private static Step<String> failingWrite() {
        return step(_ ->
                Decision.of(
                        "written",
                        new Change.AddMessage(
                                new Message(
                                        50,
                                        "of the failing step",
                                        Message.Role.SYSTEM,
                                        Samples.AGENT,
                                        "text",
                                        null,
                                        Instant.EPOCH),
                                null),
                        new Change.MarkDone(1, "twice"),
                        new Change.MarkDone(1, "twice")));
    }

    private static <O> Step<O> step(Deciding<O> deciding) {
        return new Step<>() {
            @Override
            public ConversationId conversation() {
                return CHAT;
            }

            @Override
            public Decision<O> decide(Situation situation, Instant now) {
                try {
                    return deciding.decide(situation);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** A decision that may wait. */
    @FunctionalInterface
    private interface Deciding<O> {
        Decision<O> decide(Situation situation) throws InterruptedException;
    }
}
