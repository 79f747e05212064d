package dev.parley.ingest.http;

import dev.parley.conversation.recovery.TopicHistory;
import java.time.Instant;
import java.util.List;

/** Topics that remember nothing, unless a test says what reading them comes to. Thread-safe. */
final class ScriptedHistory implements TopicHistory {
    private static final TopicHistory NOTHING = _ -> new Told(List.of(), List.of(), List.of(), 0);

    private volatile TopicHistory next = NOTHING;

    /** The next reading is this one; those after it find nothing. */
    void once(TopicHistory history) {
        next = history;
    }

    @Override
    public Told since(Instant since) {
        var now = next;
        next = NOTHING;
        return now.since(since);
    }
}
