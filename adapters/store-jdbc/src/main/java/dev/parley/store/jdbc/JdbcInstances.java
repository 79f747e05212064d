package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Instances;
import java.time.Duration;

/**
 * Leases of instances beside the conversations. A renewal is written before the steps that wait, so
 * that a store with much to do does not let the living die.
 */
final class JdbcInstances implements Instances {
    private final JdbcDatabase database;

    JdbcInstances(JdbcDatabase database) {
        this.database = database;
    }

    @Override
    public boolean renew(String instance, Duration lease) {
        return database.writeFirst(
                place(instance),
                (tables, _, now) -> {
                    var table = tables.instances();
                    boolean held = table.leaseOf(instance).filter(now::isBefore).isPresent();
                    if (!held) {
                        table.forget(now);
                    }
                    table.save(instance, now.plus(lease));
                    return held;
                });
    }

    @Override
    public void leave(String instance) {
        database.writeFirst(
                place(instance),
                (tables, _, now) -> {
                    boolean known = tables.instances().leaseOf(instance).isPresent();
                    if (known) {
                        tables.instances().save(instance, now);
                    }
                    return known;
                });
    }

    private static ConversationId place(String instance) {
        return new ConversationId("instances", instance);
    }
}
