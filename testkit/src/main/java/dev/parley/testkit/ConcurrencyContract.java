package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds when many callers work on the same conversations at once. */
interface ConcurrencyContract extends StoreFixture {
    int CALLERS = 64;

    @Test
    default void invariantsHoldWhileManyCallersHammerAFewConversations() throws Exception {
        var report = Crossfire.run(List.of(store()), CALLERS, 1, this::advance);

        assertThat(report.failures()).isEmpty();
        assertThat(report.violations()).isEmpty();
        assertThat(report.replies()).as("turns answered").isGreaterThan(50);
    }

    @Test
    default void oneOfManyClaimsWins() throws Exception {
        append(CHAT, "m1");
        var outcomes = atOnce(() -> store().apply(Samples.wakeup(CHAT)));

        assertThat(outcomes).filteredOn(Claim.Outcome.Claimed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Claim.Outcome.Busy.class::isInstance).hasSize(CALLERS - 1);
    }

    @Test
    default void oneOfManyCommitsWins() throws Exception {
        append(CHAT, "m1");
        var fence = begin(CHAT).turn().fence();

        var outcomes = atOnce(() -> store().apply(Samples.commit(CHAT, fence)));

        assertThat(outcomes).filteredOn(Commit.Outcome.Committed.class::isInstance).hasSize(1);
        assertThat(store().replies(CHAT, 0, 100)).hasSize(1);
    }

    @Test
    default void oneOfManyRedeliveriesIsStored() throws Exception {
        var outcomes = atOnce(() -> store().apply(Samples.append(CHAT, "m1")));

        assertThat(outcomes).filteredOn(Append.Outcome.Appended.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(new Append.Outcome.Known(CHAT, 1)::equals)
                .hasSize(CALLERS - 1);
    }

    @Test
    default void callerReadsWhatItsStepHasWritten() throws Exception {
        together(caller -> {
            var id = new ConversationId("acme", "own-" + caller);
            for (int i = 0; i < 20; i++) {
                var appended = append(id, "m" + caller + "-" + i);
                assertThat(store().find(id)).contains(appended.row());
            }
        });
    }

    private <T> List<T> atOnce(Callable<T> call) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            var calls = IntStream.range(0, CALLERS).mapToObj(_ -> call).toList();
            for (Future<T> future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private void together(Caller caller) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<?>>();
            for (int i = 0; i < CALLERS; i++) {
                int number = i;
                futures.add(executor.submit(() -> caller.call(number)));
            }
            for (var future : futures) {
                future.get();
            }
        }
    }

    /** What one of many callers does. */
    @FunctionalInterface
    interface Caller {
        void call(int number);
    }
}
