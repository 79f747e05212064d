package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Other transactions that get in a step's way: for a moment, in a circle, for ever. */
@Timeout(120)
class PostgresContentionIT {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");
    private static final ConversationId OTHER_CHAT = new ConversationId("acme", "chat-2");
    private static final String LOCK_CHAT =
            "SELECT 1 FROM conversations WHERE conversation = 'chat-1' FOR UPDATE";
    private static final String INSERT_M2 =
            """
            INSERT INTO messages (organization, conversation, seq, id, role, author_id, author_roles,
                text, stored_at, key_account, key_provider_id)
            VALUES ('acme', 'chat-2', 1, 'm2', 'USER', 'a', '[]', 'text', 0, 'main', 'm2')\
            """;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private PostgresDatabase database;
    private JdbcConversationStore store;
    private Session other;

    @BeforeEach
    void open() {
        database = PostgresDatabase.create();
        store = database.open(StoreClock.ofDatabase());
        store.apply(Samples.append(CHAT, "m1"));
        other = database.session();
        other.beginWriting();
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        other.close();
        store.close();
        database.close();
    }

    @Test
    void stepWaitsForAnothersTransactionAndSeesWhatItWrote() throws Exception {
        other.runOnce("UPDATE conversations SET title = 'theirs' WHERE conversation = 'chat-1'");
        var step = executor.submit(() -> store.apply(Samples.append(CHAT, "m2")));
        awaitWaiter();
        other.commit();

        var appended = (Append.Outcome.Appended) step.get(30, TimeUnit.SECONDS);
        assertThat(appended.row().profile().title()).isEqualTo("theirs");
    }

    @Test
    void keyThatAnotherStoresMeanwhileIsKnown() throws Exception {
        other.runOnce(INSERT_M2);
        var step = executor.submit(() -> store.apply(Samples.append(CHAT, "m2")));
        awaitWaiter();
        other.commit();

        assertThat(step.get(30, TimeUnit.SECONDS))
                .isEqualTo(new Append.Outcome.Known(OTHER_CHAT, 1));
        assertThat(store.messages(CHAT, 0, 10)).hasSize(1);
    }

    @Test
    void stepThatIsChosenToEndADeadlockRunsAgain() throws Exception {
        other.runOnce(INSERT_M2);
        var step = executor.submit(() -> store.apply(Samples.append(CHAT, "m2")));
        awaitWaiter();
        other.runOnce(LOCK_CHAT); // the step holds it and waits for us: the server ends its run
        other.rollback();

        assertThat(step.get(30, TimeUnit.SECONDS)).isInstanceOf(Append.Outcome.Appended.class);
    }

    @Test
    void letterWaitsForAnErasureThatIsOnItsWayAndIsRefused() throws Exception {
        var at = Instant.parse("2026-01-05T09:00:00Z");
        var letter =
                DeadLetter.open(
                        CHAT,
                        null,
                        "planner",
                        "no Avro at all",
                        at,
                        new GivenUpRecord("parley.inbound", 1, 9, at, null, null, List.of()));
        other.runOnce(
                "UPDATE conversations SET status = 'ERASED', ended_at = %d WHERE conversation = 'chat-1'"
                        .formatted(at.plusSeconds(1).toEpochMilli()));
        var kept = executor.submit(() -> new JdbcDeadLetters(store.database()).keep(letter));
        awaitWaiter();
        other.commit();

        assertThat(kept.get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void lockThatIsNeverGivenBackMakesTheStoreUnavailableAndNothingMore() {
        other.runOnce(LOCK_CHAT);
        try (var impatient = database.open(StoreClock.ofDatabase(), Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> impatient.apply(Samples.append(CHAT, "m2")))
                    .isInstanceOf(StoreUnavailableException.class);
            other.rollback();

            awaitServing(impatient);
        }
    }

    @Test
    void processThatStopsWithinATransactionIsPutOutOfTheWay() throws Exception {
        var begun = new CountDownLatch(1);
        var goesOn = new CountDownLatch(1);
        try (var stopping = database.open(StoreClock.ofDatabase(), Duration.ofSeconds(2))) {
            var stopped = executor.submit(() -> stopping.apply(stopping(begun, goesOn)));
            begun.await();

            assertThat(store.apply(Samples.append(CHAT, "m2")))
                    .as("while the other still stands")
                    .isInstanceOf(Append.Outcome.Appended.class);

            goesOn.countDown();
            assertThatThrownBy(() -> stopped.get(30, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(Exception.class)
                    .cause()
                    .isInstanceOf(StoreUnavailableException.class);
            awaitServing(stopping);
        }
    }

    /** A step that stands still while its transaction holds the row, as under SIGSTOP. */
    private static Step<String> stopping(CountDownLatch begun, CountDownLatch goesOn) {
        return new Step<>() {
            @Override
            public ConversationId conversation() {
                return CHAT;
            }

            @Override
            public Decision<String> decide(Situation situation, Instant now) {
                begun.countDown();
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                situation.replyOf(1);
                return Decision.unchanged("went on");
            }
        };
    }

    private static void awaitServing(JdbcConversationStore store) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                store.apply(Samples.append(CHAT, "m3"));
                return;
            } catch (StoreUnavailableException e) {
                assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            }
        }
    }

    /** Waits until the store waits for a lock of the other transaction. */
    private void awaitWaiter() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (var watching = database.session()) {
            while (watching.first(
                            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
                            _ -> {},
                            Columns::number)
                    .isEmpty()) {
                assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
    }
}
