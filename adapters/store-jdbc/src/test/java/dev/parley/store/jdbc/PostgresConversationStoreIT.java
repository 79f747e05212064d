package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Instances;
import dev.parley.conversation.recovery.StoreMarks;
import dev.parley.testkit.ConversationStoreContract;
import dev.parley.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract on PostgreSQL, with time that the test moves; its own is for other tests. */
class PostgresConversationStoreIT extends ConversationStoreContract {
    private static PostgresDatabase database;

    private final SettableClock clock = new SettableClock();
    private JdbcConversationStore store;

    @BeforeAll
    static void create() {
        database = PostgresDatabase.create();
    }

    @BeforeEach
    void open() {
        store = database.open(StoreClock.of(clock));
    }

    @AfterEach
    void close() {
        store.close();
        database.empty();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Override
    public ConversationStore store() {
        return store;
    }

    @Override
    public Instances instances() {
        return new JdbcInstances(store.database());
    }

    @Override
    public StoreMarks marks() {
        return new JdbcStoreMarks(store.database());
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
