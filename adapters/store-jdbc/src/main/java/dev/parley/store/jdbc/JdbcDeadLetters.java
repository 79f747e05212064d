package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.DeadLetterState;
import dev.parley.conversation.deadletter.DeadLetters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dead letters beside the conversations, written by the same writers. */
final class JdbcDeadLetters implements DeadLetters {
    private final JdbcDatabase database;

    JdbcDeadLetters(JdbcDatabase database) {
        this.database = database;
    }

    @Override
    public boolean keep(DeadLetter letter) {
        var conversation = letter.conversationId();
        return database.write(
                conversation == null ? place(letter.id()) : conversation,
                (tables, _, _) -> {
                    if (tables.deadLetters().contains(letter.id()) || isErased(tables, letter)) {
                        return false;
                    }
                    tables.deadLetters().insert(letter);
                    return true;
                });
    }

    /** Whether its record is from before the erasure of its conversation. */
    private static boolean isErased(Tables tables, DeadLetter letter) {
        var conversation = letter.conversationId();
        return conversation != null
                && tables.conversations()
                        .erasedAt(conversation)
                        .filter(erasedAt -> !letter.record().at().isAfter(erasedAt))
                        .isPresent();
    }

    @Override
    public Optional<DeadLetter> find(@Nullable String organization, String id) {
        return database.read(tables -> tables.deadLetters().find(id))
                .filter(letter ->
                        organization == null || organization.equals(letter.organization()));
    }

    @Override
    public List<DeadLetter> list(DeadLetterQuery query) {
        return database.read(tables -> tables.deadLetters().list(query));
    }

    @Override
    public Optional<DeadLetter> decide(String id, DeadLetterState state, String by) {
        return database.write(
                place(id),
                (tables, _, now) -> {
                    var decision = new DeadLetter.Decision(state, now, by);
                    var found = tables.deadLetters().find(id);
                    if (found.isPresent()) {
                        tables.deadLetters().decide(id, decision);
                    }
                    return found.map(letter -> letter.decided(decision));
                });
    }

    @Override
    public int forget(ConversationId conversation) {
        return database.write(
                conversation, (tables, _, _) -> tables.deadLetters().forget(conversation));
    }

    @Override
    public int forgetDecided(Instant before, int limit) {
        return database.write(
                place("decided"),
                (tables, _, _) -> tables.deadLetters().forgetDecided(before, limit));
    }

    @Override
    public int forgetUndecided(Instant before, int limit) {
        return database.write(
                place("undecided"),
                (tables, _, _) -> tables.deadLetters().forgetUndecided(before, limit));
    }

    @Override
    public long countOpen() {
        return database.read(tables -> tables.deadLetters().countOpen());
    }

    /** Writes about one letter take the same writer, so that they come one after the other. */
    private static ConversationId place(String id) {
        return new ConversationId("dead-letters", id);
    }
}
