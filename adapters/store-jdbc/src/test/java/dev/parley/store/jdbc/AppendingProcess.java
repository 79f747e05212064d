package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.turn.Append;
import dev.parley.testkit.Samples;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A process of its own that appends until it is killed, and prints what was acknowledged. */
final class AppendingProcess {
    private static final int CALLERS = 16;

    private AppendingProcess() {}

    /** Arguments: the directory or the url, and how much a commit waits for. */
    public static void main(String[] arguments) {
        var store = open(arguments[0], Durability.valueOf(arguments[1]));
        var next = new AtomicLong();
        for (int i = 0; i < CALLERS; i++) {
            var id = new ConversationId("acme", "chat-" + i);
            Thread.ofPlatform().start(() -> appendForever(store, id, next));
        }
    }

    private static JdbcConversationStore open(String where, Durability durability) {
        return where.startsWith("jdbc:")
                ? JdbcConversationStore.postgresql(
                        Settings.of(where, durability), StoreClock.ofDatabase())
                : JdbcConversationStore.sqlite(
                        Settings.of(Path.of(where), durability), InstantSource.system());
    }

    private static void appendForever(
            JdbcConversationStore store, ConversationId id, AtomicLong next) {
        while (true) {
            var messageId = "m" + next.incrementAndGet();
            var appended = (Append.Outcome.Appended) store.apply(Samples.append(id, messageId));
            var line = id.conversation() + " " + appended.seq() + " " + messageId;
            synchronized (AppendingProcess.class) {
                System.out.println(line);
                System.out.flush();
            }
        }
    }
}
