package dev.parley.planner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Chooses by turns among groups, so that a large one leaves the others their share. Pure. */
final class Turns {
    private Turns() {}

    /**
     * At most so many of the items: one of each group, then a second of each, and so on, in the
     * order the groups and their items come in.
     */
    static <T> List<T> fair(Collection<T> items, Function<T, String> group, int limit) {
        Map<String, Deque<T>> groups = new LinkedHashMap<>();
        for (var item : items) {
            groups.computeIfAbsent(group.apply(item), _ -> new ArrayDeque<>()).add(item);
        }
        var left = new ArrayDeque<>(groups.values());
        var chosen = new ArrayList<T>(Math.min(limit, items.size()));
        while (chosen.size() < limit && !left.isEmpty()) {
            var next = left.removeFirst();
            chosen.add(next.removeFirst());
            if (!next.isEmpty()) {
                left.addLast(next);
            }
        }
        return chosen;
    }
}
