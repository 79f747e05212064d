package dev.parley.testkit;

import dev.parley.conversation.audit.AuditEntry;
import dev.parley.conversation.audit.AuditLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every entry, unless told to refuse them. Thread-safe. */
public final class RecordingAuditLog implements AuditLog {
    private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    /** From now on nothing can be kept, or everything again. */
    public void refuse(boolean value) {
        refusing = value;
    }

    @Override
    public void add(AuditEntry entry) {
        if (refusing) {
            throw new IllegalStateException("secret-broker:9092 is down");
        }
        entries.add(entry);
    }

    public List<AuditEntry> entries() {
        return entries;
    }
}
