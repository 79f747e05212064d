package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationStore;
import dev.parley.testkit.Crossfire;
import dev.parley.testkit.ProcessesContract;
import dev.parley.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three stores with pools and writers of their own on one database. */
class PostgresProcessesIT extends ProcessesContract {
    private static PostgresDatabase database;

    private final SettableClock clock = new SettableClock();
    private List<JdbcConversationStore> stores;

    @BeforeAll
    static void create() {
        database = PostgresDatabase.create();
    }

    @BeforeEach
    void open() {
        stores = Stream.generate(() -> database.open(StoreClock.of(clock))).limit(3).toList();
    }

    @AfterEach
    void close() {
        stores.forEach(JdbcConversationStore::close);
        database.empty();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    /** The negative control of what the contract says of random steps. */
    @Test
    void processesThatNeitherLockNorCompareVersionsViolateTheInvariants()
            throws InterruptedException {
        var careless =
                stores.stream()
                        .map(store -> new CarelessStore(database, store, StoreClock.of(clock)))
                        .toList();

        var report = Crossfire.run(careless, 4, 1, this::advance);

        assertThat(report.violations()).isNotEmpty();
    }

    @Override
    public List<? extends ConversationStore> processes() {
        return stores;
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }
}
