package dev.parley.store.jdbc;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the store would be without its protections: it locks no row, and overwrites the version that
 * another process has written meanwhile. Each step is still one transaction.
 */
record CarelessStore(PostgresDatabase database, JdbcConversationStore reading, StoreClock clock)
        implements ConversationStore {
    private static final String FORGE_VERSION =
            "UPDATE conversations SET version = ? WHERE organization = ? AND conversation = ?";

    @Override
    public <O> O apply(Step<O> step) {
        try (var session = database.session()) {
            var tables = Tables.of(session);
            var rows = new HeldRows(tables.conversations(), Dialect.SQLITE); // which locks none
            session.beginWriting();
            var decision =
                    step.decide(
                            new SqlSituation(step.conversation(), tables, rows),
                            clock.now(session));
            var writer = new ChangeWriter(tables, rows);
            for (var change : decision.changes()) {
                if (change instanceof Change.SaveConversation(var row) && row.version() > 1) {
                    forgeVersion(session, row);
                }
                writer.write(step.conversation(), change);
            }
            session.commit();
            return decision.outcome();
        }
    }

    private static void forgeVersion(Session session, Conversation row) {
        session.write(
                FORGE_VERSION,
                parameters ->
                        parameters
                                .number(row.version() - 1)
                                .text(row.id().organization())
                                .text(row.id().conversation()),
                () -> new IllegalStateException("no row to forge"));
    }

    @Override
    public <O> List<O> applyAll(List<? extends Step<O>> steps) {
        var outcomes = new ArrayList<O>();
        for (Step<O> step : steps) {
            outcomes.add(apply(step));
        }
        return outcomes;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return reading.find(id);
    }

    @Override
    public List<Message> messages(ConversationId id, long afterSeq, int limit) {
        return reading.messages(id, afterSeq, limit);
    }

    @Override
    public List<Reply> replies(ConversationId id, long afterOutSeq, int limit) {
        return reading.replies(id, afterOutSeq, limit);
    }

    @Override
    public List<Disposition> dispositions(ConversationId id, int limit) {
        return reading.dispositions(id, limit);
    }

    @Override
    public List<MessageTrace> trace(String organization, String messageId) {
        return reading.trace(organization, messageId);
    }

    @Override
    public List<Conversation> list(
            String organization, @Nullable Status status, @Nullable String after, int limit) {
        return reading.list(organization, status, after, limit);
    }

    @Override
    public List<Disposition> parked(ConversationId id) {
        return reading.parked(id);
    }

    @Override
    public List<Conversation> waiting(@Nullable String organization, Instant since, int limit) {
        return reading.waiting(organization, since, limit);
    }

    @Override
    public List<Conversation> overdue(int limit) {
        return reading.overdue(limit);
    }
}
