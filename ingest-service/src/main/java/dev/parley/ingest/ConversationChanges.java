package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Wakes those who watch a conversation when somebody has seen that something happened to it. What
 * happened is in the store. Thread-safe.
 */
public final class ConversationChanges {
    private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();

    /** Says that something happened to a conversation. Cheap, and never blocks. */
    public void changed(ConversationId conversation) {
        wake(conversation.toString());
        wake(conversation.organization());
    }

    /**
     * Watches one conversation until closed.
     *
     * @param woken called by whoever saw the change, perhaps by several at once; must not block
     */
    Watch watch(ConversationId conversation, Runnable woken) {
        return enter(new Watch(conversation.toString(), woken));
    }

    /** Watches every conversation of an organization; as {@link #watch} otherwise. */
    Watch watchAll(String organization, Runnable woken) {
        return enter(new Watch(organization, woken));
    }

    /** How many watch. */
    int watching() {
        return watches.values().stream().mapToInt(Set::size).sum();
    }

    private void wake(String key) {
        for (var watch : watches.getOrDefault(key, Set.of())) {
            watch.woken.run();
        }
    }

    private Watch enter(Watch watch) {
        watches.compute(
                watch.key,
                (_, entries) -> {
                    var all = entries == null ? ConcurrentHashMap.<Watch>newKeySet() : entries;
                    all.add(watch);
                    return all;
                });
        return watch;
    }

    private void leave(Watch watch) {
        watches.computeIfPresent(
                watch.key,
                (_, entries) -> {
                    entries.remove(watch);
                    return entries.isEmpty() ? null : entries;
                });
    }

    /** One who watches; identity is what distinguishes them. */
    final class Watch implements AutoCloseable {
        /** The conversation as records are keyed, or the organization for all of them. */
        private final String key;

        private final Runnable woken;

        private Watch(String key, Runnable woken) {
            this.key = key;
            this.woken = woken;
        }

        /** Ends it; harmless to repeat. */
        @Override
        public void close() {
            leave(this);
        }
    }
}
