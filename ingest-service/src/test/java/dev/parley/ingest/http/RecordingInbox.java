package dev.parley.ingest.http;

import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Inbox;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what was accepted, or fails. Thread-safe. */
final class RecordingInbox implements Inbox {
    private final List<InboundMessage> accepted = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException failure;

    List<InboundMessage> accepted() {
        return accepted;
    }

    void failWith(@Nullable RuntimeException value) {
        failure = value;
    }

    @Override
    public void accept(InboundMessage message) {
        var current = failure;
        if (current != null) {
            throw current;
        }
        accepted.add(message);
    }
}
