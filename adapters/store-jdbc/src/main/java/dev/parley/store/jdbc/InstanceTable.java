package dev.parley.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Processes that hold turns. */
final class InstanceTable {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final String FIND = "SELECT lease_until FROM instances WHERE id = ?";
    private static final String SAVE =
            "INSERT INTO instances (id, lease_until) VALUES (?, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until";
    private static final String FORGET = "DELETE FROM instances WHERE lease_until < ? RETURNING id";

    private final Session session;

    InstanceTable(Session session) {
        this.session = session;
    }

    Optional<Instant> leaseOf(String id) {
        return session.first(FIND, parameters -> parameters.text(id), Columns::moment);
    }

    void save(String id, Instant leaseUntil) {
        session.write(
                SAVE,
                parameters -> parameters.text(id).moment(leaseUntil),
                () -> new StaleRowException("instance " + id + " could not be saved"));
    }

    /** Removes those that are long dead. */
    void forget(Instant now) {
        session.list(
                FORGET, parameters -> parameters.moment(now.minus(FORGOTTEN_AFTER)), Columns::text);
    }
}
