package dev.parley.store.jdbc;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Step;
import dev.parley.testkit.DelegatingStore;
import java.util.ArrayList;
import java.util.List;

/**
 * What the store would be without its protections: it locks no row, and overwrites the version that
 * another process has written meanwhile. Each step is still one transaction.
 */
final class CarelessStore extends DelegatingStore {
    private static final String FORGE_VERSION =
            "UPDATE conversations SET version = ? WHERE organization = ? AND conversation = ?";

    private final PostgresDatabase database;
    private final StoreClock clock;

    CarelessStore(PostgresDatabase database, JdbcConversationStore reading, StoreClock clock) {
        super(reading);
        this.database = database;
        this.clock = clock;
    }

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
}
