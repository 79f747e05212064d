package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.conversation.turn.Append;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds when several processes share one database, each with a store of its own. A store's own
 * test extends this; each test needs an empty database.
 */
public abstract class ProcessesContract {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");
    private static final int CALLERS = 8;

    /** The stores of at least two processes, on one database. */
    public abstract List<? extends ConversationStore> processes();

    /** Moves the time of all of them; called by several threads at once. */
    public abstract void advance(Duration duration);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void invariantsHoldUnderRandomStepsOfSeveralProcesses(long seed) throws InterruptedException {
        var report = Crossfire.run(processes(), CALLERS, seed, this::advance);

        assertThat(report.failures()).isEmpty();
        assertThat(report.violations()).isEmpty();
        assertThat(report.replies()).as("turns answered").isGreaterThan(20);
    }

    @Test
    void stepsOfTwoProcessesOnOneConversationDoNotInterleave() throws Exception {
        int each = 200;
        var calls = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < each; i++) {
            for (int process = 0; process < 2; process++) {
                var store = processes().get(process);
                var step = Samples.append(CHAT, "p" + process + "-" + i);
                calls.add(() -> store.apply(step) instanceof Append.Outcome.Appended);
            }
        }

        assertThat(atOnce(calls)).doesNotContain(false);

        var store = processes().getFirst();
        assertThat(store.messages(CHAT, 0, Integer.MAX_VALUE))
                .extracting(Message::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 2 * each).boxed().toList());
        assertThat(store.find(CHAT).orElseThrow().version()).isEqualTo(2 * each);
        Invariants.check(store, CHAT);
    }

    @Test
    void messageThatReachesTwoProcessesForTwoConversationsIsStoredOnce() throws Exception {
        for (int i = 0; i < 50; i++) {
            var messageId = "m" + i;
            int number = i;
            var calls =
                    IntStream.range(0, 2)
                            .mapToObj(process ->
                                    (Callable<Append.Outcome>)
                                            () ->
                                                    processes()
                                                            .get(process)
                                                            .apply(
                                                                    Samples.append(
                                                                            chat(number, process),
                                                                            messageId)))
                            .toList();

            var outcomes = atOnce(calls);

            assertThat(outcomes).filteredOn(Append.Outcome.Appended.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(Append.Outcome.Known.class::isInstance).hasSize(1);
            assertThat(processes().getFirst().trace("acme", messageId)).hasSize(1);
        }
    }

    @Test
    void processReadsWhatAnotherWasTold() {
        processes().getFirst().apply(Samples.append(CHAT, "m1"));

        assertThat(processes().getLast().messages(CHAT, 0, 10)).hasSize(1);
    }

    /** Different in the two processes, and new each time. */
    private static ConversationId chat(int number, int process) {
        return new ConversationId("acme", "chat-" + number + "-" + process);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
