package dev.parley.testkit;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.EventIds;
import dev.parley.conversation.Events;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps every event's kind, detail and id instead of publishing it. Thread-safe. */
public final class RecordingEvents implements Events {
    private final List<Kind> kinds = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> details = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();

    @Override
    public void publish(
            ConversationId conversation,
            Kind kind,
            @Nullable Long turn,
            Map<String, String> detail) {
        kinds.add(kind);
        details.add(Map.copyOf(detail));
        ids.add(EventIds.of(conversation, kind, turn, detail));
    }

    public List<Kind> kinds() {
        return kinds;
    }

    public List<Map<String, String>> details() {
        return details;
    }

    public List<String> ids() {
        return ids;
    }
}
