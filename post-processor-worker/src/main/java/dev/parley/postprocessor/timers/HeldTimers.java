package dev.parley.postprocessor.timers;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The timers of one conversation, at most one of each kind. */
record HeldTimers(Map<TimerKind, HeldTimer> byKind) {
    static final HeldTimers NONE = new HeldTimers(Map.of());

    /**
     * A timer and where it stands in the order of due moments.
     *
     * @param listed the moment under which it is listed: its due moment or an earlier one, since a
     *     timer that is put off is moved only when it is met
     */
    record HeldTimer(Timer timer, long listed) {}

    HeldTimers {
        byKind = Map.copyOf(byKind);
    }

    @Nullable HeldTimer get(TimerKind kind) {
        return byKind.get(kind);
    }

    HeldTimers with(TimerKind kind, Timer timer, long listed) {
        var changed = copy();
        changed.put(kind, new HeldTimer(timer, listed));
        return new HeldTimers(changed);
    }

    HeldTimers without(TimerKind kind) {
        var changed = copy();
        changed.remove(kind);
        return new HeldTimers(changed);
    }

    boolean isEmpty() {
        return byKind.isEmpty();
    }

    private EnumMap<TimerKind, HeldTimer> copy() {
        var copy = new EnumMap<TimerKind, HeldTimer>(TimerKind.class);
        copy.putAll(byKind);
        return copy;
    }
}
