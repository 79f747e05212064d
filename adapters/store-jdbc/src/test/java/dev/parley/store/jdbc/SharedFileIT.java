package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.turn.Append;
import dev.parley.store.jdbc.JdbcStoreProperties.Synchronous;
import dev.parley.testkit.Invariants;
import dev.parley.testkit.Samples;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores on one file, as two processes would have it. */
class SharedFileIT {
    private static final ConversationId CHAT = new ConversationId("acme", "chat-1");
    private static final int CALLERS = 4;
    private static final int MESSAGES = 50;

    @TempDir private Path directory;

    @Test
    void stepsOfTwoStoresOnOneConversationDoNotInterleave()
            throws InterruptedException, ExecutionException {
        try (var first = open();
                var second = open();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var appended = new ArrayList<Future<?>>();
            for (var store : List.of(first, second)) {
                for (int caller = 0; caller < CALLERS; caller++) {
                    var name = (store == first ? "first-" : "second-") + caller + "-";
                    appended.add(executor.submit(() -> append(store, name)));
                }
            }
            for (var future : appended) {
                future.get();
            }

            int expected = 2 * CALLERS * MESSAGES;
            assertThat(second.messages(CHAT, 0, Integer.MAX_VALUE))
                    .extracting(Message::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, expected).boxed().toList());
            assertThat(first.find(CHAT).orElseThrow().version()).isEqualTo(expected);
            Invariants.check(first, CHAT);
        }
    }

    private static void append(JdbcConversationStore store, String name) {
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(store.apply(Samples.append(CHAT, name + i)))
                    .isInstanceOf(Append.Outcome.Appended.class);
        }
    }

    private JdbcConversationStore open() {
        return JdbcConversationStore.sqlite(
                Settings.of(directory, Synchronous.NORMAL), InstantSource.system());
    }
}
