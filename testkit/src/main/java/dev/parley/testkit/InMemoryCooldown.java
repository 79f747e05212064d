package dev.parley.testkit;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Cooldown;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** A cooldown without a server that never expires by itself. Thread-safe. */
public final class InMemoryCooldown implements Cooldown {
    private final Map<ConversationId, Long> holders = new ConcurrentHashMap<>();
    private volatile boolean reachable = true;

    /** Makes it unreachable, or reachable again. */
    public void setReachable(boolean value) {
        reachable = value;
    }

    /** Forgets every lock, as a flush does. */
    public void flush() {
        holders.clear();
    }

    /** The turn that holds the conversation's lock. */
    public OptionalLong holder(ConversationId conversation) {
        var turn = holders.get(conversation);
        return turn == null ? OptionalLong.empty() : OptionalLong.of(turn);
    }

    @Override
    public Acquisition acquire(ConversationId conversation, long turn) {
        if (!reachable) {
            return Acquisition.UNREACHABLE;
        }
        return holders.putIfAbsent(conversation, turn) == null
                ? Acquisition.ACQUIRED
                : Acquisition.BUSY;
    }

    @Override
    public int renewAll(List<Held> locks) {
        return (int) locks.stream().filter(held -> reachable && isHeld(held)).count();
    }

    @Override
    public void release(ConversationId conversation, long turn) {
        if (reachable) {
            holders.remove(conversation, turn);
        }
    }

    private boolean isHeld(Held lock) {
        return Long.valueOf(lock.turn()).equals(holders.get(lock.conversation()));
    }
}
