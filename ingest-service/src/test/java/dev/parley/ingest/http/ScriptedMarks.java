package dev.parley.ingest.http;

import dev.parley.conversation.recovery.RememberedMarks;
import dev.parley.conversation.recovery.StoreMark;
import java.util.List;

/** Remembers nothing of a store but what a test says. Thread-safe. */
final class ScriptedMarks implements RememberedMarks {
    private volatile List<StoreMark> newest = List.of();

    void set(StoreMark... marks) {
        newest = List.of(marks);
    }

    @Override
    public List<StoreMark> newest() {
        return newest;
    }

    @Override
    public void remember(StoreMark mark) {
        newest = List.of(mark);
    }
}
