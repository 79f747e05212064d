package dev.parley.postprocessor.timers;

import dev.parley.postprocessor.timers.HeldTimers.HeldTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one partition: by conversation, and listed by due moment.
 *
 * <p>The two stores may disagree after a crash, since each has a changelog of its own. So an entry
 * of the list is only a reason to look at the conversation's timers, and an input that says nothing
 * new lists its timer again. A timer that is put off stays listed under its earlier moment until
 * that comes: a conversation that goes on costs one write for each answer. Not thread-safe.
 */
final class TimerBook {
    private static final byte[] LISTED = {};

    private final KeyValueStore<String, HeldTimers> conversations;
    private final KeyValueStore<Bytes, byte[]> moments;
    private Bytes unread = DueMoment.before(0);

    TimerBook(
            KeyValueStore<String, HeldTimers> conversations, KeyValueStore<Bytes, byte[]> moments) {
        this.conversations = conversations;
        this.moments = moments;
    }

    @Nullable Timer find(String key, TimerKind kind) {
        var held = read(key).get(kind);
        return held == null ? null : held.timer();
    }

    /** Changes a timer, from or to none. */
    void update(String key, TimerKind kind, UnaryOperator<@Nullable Timer> change) {
        var all = read(key);
        var held = all.get(kind);
        var timer = change.apply(held == null ? null : held.timer());
        if (timer != null) {
            set(key, kind, all, timer);
        } else if (held != null) {
            remove(key, kind, all, held);
        }
    }

    /** Forgets a conversation; nothing of it is left but what the changelogs still compact away. */
    void forget(String key) {
        read(key).byKind().forEach((kind, held) -> unlist(held.listed(), kind, key));
        conversations.delete(key);
    }

    /**
     * What is listed up to now and was not given before, in order.
     *
     * @param limit how many at most; the next call gives the rest
     */
    List<DueMoment> due(long now, int limit) {
        var due = new ArrayList<DueMoment>();
        var end = DueMoment.before(now + 1);
        if (unread.compareTo(end) > 0) {
            return due;
        }
        try (var listed = moments.range(unread, end)) {
            while (due.size() < limit && listed.hasNext()) {
                due.add(DueMoment.of(listed.next().key));
            }
        }
        // Deleted entries stay in the way of a scan until they are compacted away: the next one
        // begins behind them.
        unread = due.size() < limit ? end : due.getLast().bytes();
        return due;
    }

    /** Takes an entry that was due off the list and puts its timer's successor there, if any. */
    void settle(DueMoment moment, @Nullable Timer next) {
        var all = read(moment.key());
        var held = all.get(moment.kind());
        if (next != null) {
            list(next.due(), moment.kind(), moment.key());
            write(moment.key(), all.with(moment.kind(), next, next.due()));
        } else if (held != null) {
            write(moment.key(), all.without(moment.kind()));
        }
        if (held != null && (next == null || held.listed() != next.due())) {
            unlist(held.listed(), moment.kind(), moment.key());
        }
        if (next == null || moment.at() != next.due()) {
            unlist(moment.at(), moment.kind(), moment.key());
        }
    }

    private void set(String key, TimerKind kind, HeldTimers all, Timer timer) {
        var held = all.get(kind);
        if (held == null) {
            list(timer.due(), kind, key);
            write(key, all.with(kind, timer, timer.due()));
        } else if (held.timer().equals(timer)) {
            list(held.listed(), kind, key);
        } else if (held.listed() <= timer.due()) {
            write(key, all.with(kind, timer, held.listed()));
        } else {
            list(timer.due(), kind, key);
            write(key, all.with(kind, timer, timer.due()));
            unlist(held.listed(), kind, key);
        }
    }

    private void remove(String key, TimerKind kind, HeldTimers all, HeldTimer held) {
        unlist(held.listed(), kind, key);
        write(key, all.without(kind));
    }

    private HeldTimers read(String key) {
        @Nullable HeldTimers held = conversations.get(key);
        return held == null ? HeldTimers.NONE : held;
    }

    private void write(String key, HeldTimers timers) {
        if (timers.isEmpty()) {
            conversations.delete(key);
        } else {
            conversations.put(key, timers);
        }
    }

    private void list(long at, TimerKind kind, String key) {
        var entry = new DueMoment(at, kind, key).bytes();
        moments.put(entry, LISTED);
        if (entry.compareTo(unread) < 0) {
            unread = entry;
        }
    }

    private void unlist(long at, TimerKind kind, String key) {
        moments.delete(new DueMoment(at, kind, key).bytes());
    }
}
