package dev.parley.ingest.http;

import dev.parley.conversation.deadletter.GivenUpRecord;
import dev.parley.conversation.deadletter.Redelivery;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was given back, and refuses one topic. */
final class RecordingRedelivery implements Redelivery {
    static final String UNKNOWN_TOPIC = "elsewhere";
    private final List<GivenUpRecord> given = new CopyOnWriteArrayList<>();

    List<GivenUpRecord> given() {
        return given;
    }

    @Override
    public void again(GivenUpRecord record) {
        if (record.topic().equals(UNKNOWN_TOPIC)) {
            throw new IllegalArgumentException(record.topic() + " is no topic of this lane");
        }
        given.add(record);
    }
}
