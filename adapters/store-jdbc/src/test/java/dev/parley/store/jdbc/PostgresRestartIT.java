package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.Append;
import dev.parley.testkit.Invariants;
import dev.parley.testkit.Samples;
import dev.parley.testkit.postgres.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server goes away under load, in good order and by a crash, and comes back. */
@Timeout(180)
class PostgresRestartIT {
    private static final int CALLERS = 8;
    private static final int ACKNOWLEDGED_EACH = 500;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unavailable = new AtomicInteger();
    private volatile boolean stopped;

    @Test
    void nothingAcknowledgedIsLostAndTheStoreRecoversByItself() throws Exception {
        try (var server = Postgres.own("restarted")) {
            var settings =
                    Settings.of(server.newDatabase(), Durability.FLUSHED, Duration.ofSeconds(5));
            try (var store = JdbcConversationStore.postgresql(settings, StoreClock.ofDatabase());
                    var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var callers = new ArrayList<Future<?>>();
                for (int i = 0; i < CALLERS; i++) {
                    var id = new ConversationId("acme", "chat-" + i);
                    callers.add(executor.submit(() -> append(store, id)));
                }
                awaitProgress();
                server.stop();
                server.startAgain();
                var afterStop = awaitProgress();
                server.crash();
                server.startAgain();
                var afterCrash = awaitProgress();
                stopped = true;
                for (var caller : callers) {
                    caller.get();
                }

                assertThat(unavailable).as("callers noticed").hasPositiveValue();
                for (int i = 0; i < CALLERS; i++) {
                    assertStored(store, new ConversationId("acme", "chat-" + i));
                }
                System.out.printf(
                        "store restart: acknowledged=%d unavailable=%d lost=0 first_progress_after_stop_ms=%d after_crash_ms=%d%n",
                        acknowledged.size(),
                        unavailable.get(),
                        afterStop.toMillis(),
                        afterCrash.toMillis());
            }
        }
    }

    /** Repeats each step until it is answered, as a worker does. */
    private void append(JdbcConversationStore store, ConversationId id) {
        for (int i = 0; !stopped; i++) {
            var messageId = id.conversation() + "-m" + i;
            while (!stopped && !isAcknowledged(store, Samples.append(id, messageId))) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    private boolean isAcknowledged(JdbcConversationStore store, Append step) {
        try {
            store.apply(step);
            acknowledged.add(step.messageId());
            return true;
        } catch (StoreUnavailableException e) {
            unavailable.incrementAndGet();
            return false;
        }
    }

    private void assertStored(JdbcConversationStore store, ConversationId id) {
        var stored = store.messages(id, 0, Integer.MAX_VALUE).stream().map(Message::id).toList();
        assertThat(stored)
                .doesNotHaveDuplicates()
                .containsAll(
                        acknowledged.stream()
                                .filter(messageId -> messageId.startsWith(id.conversation() + "-"))
                                .toList());
        Invariants.check(store, id);
    }

    /** Waits until further steps were acknowledged; tells how long the first one took. */
    private Duration awaitProgress() {
        long started = System.nanoTime();
        int before = acknowledged.size();
        await(() -> acknowledged.size() > before);
        var first = Duration.ofNanos(System.nanoTime() - started);
        await(() -> acknowledged.size() >= before + ACKNOWLEDGED_EACH);
        return first;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }
}
