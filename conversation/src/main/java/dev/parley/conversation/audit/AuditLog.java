package dev.parley.conversation.audit;

/** Keeps what was done. Entries are added and never changed. Thread-safe. */
public interface AuditLog {
    /**
     * Adds an entry and waits until it is durable.
     *
     * @throws RuntimeException when it may not be
     */
    void add(AuditEntry entry);
}
