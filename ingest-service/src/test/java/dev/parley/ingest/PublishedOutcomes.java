package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Events;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps the outcomes that were published. */
final class PublishedOutcomes implements Events {
    private final List<String> outcomes = new CopyOnWriteArrayList<>();

    List<String> outcomes() {
        return outcomes;
    }

    @Override
    public void publish(
            ConversationId conversation,
            Kind kind,
            @Nullable Long turn,
            Map<String, String> detail) {
        outcomes.add("%s %s %s".formatted(kind, turn, detail.get("outcome")));
    }
}
