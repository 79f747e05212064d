package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.FaultPoints.FaultPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Turn 1 is committed and has not released its lock, which Redis forgets meanwhile; turn 2 takes
 * the lock; then turn 1 goes on and releases.
 */
final class LockRace implements Intervention {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Faulty faulty;
    private final ConversationId id;
    private final boolean unconditional;
    private final RedisSocket redis;
    private final CountDownLatch committed = new CountDownLatch(1);
    private final CountDownLatch secondPlanned = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable String holder;

    /**
     * @param unconditional whether a turn that ends deletes the lock whoever holds it
     */
    LockRace(Faulty faulty, ConversationId id, boolean unconditional) {
        this.faulty = faulty;
        this.id = id;
        this.unconditional = unconditional;
        this.redis = RedisSocket.to(faulty.parley().redis().orElseThrow());
    }

    /**
     * Plays it; returns the turn that holds the lock right after turn 1 released, or null for none.
     */
    @Nullable String holderAfterFirstTurn() throws IOException {
        faulty.injection().use(this);
        var client = faulty.parley().client();
        client.send(id.organization(), id.conversation(), "m1", "The first question");
        Bound.await("turn 1 is committed", LIMIT, committed);
        redis.run("FLUSHALL");
        client.send(id.organization(), id.conversation(), "m2", "The second question");
        Bound.await("turn 2 is planned", LIMIT, secondPlanned);
        goOn.countDown();
        Bound.await("turn 1 has released its lock", LIMIT, released);
        return holder;
    }

    @Override
    public void reached(FaultPoint point, @Nullable ConversationId conversation) {
        if (!id.equals(conversation)) {
            return;
        }
        if (point == FaultPoint.AFTER_COMMIT && committed.getCount() > 0) {
            committed.countDown();
            Bound.await("turn 2 is planned", LIMIT, goOn);
        } else if (point == FaultPoint.AFTER_PLAN && committed.getCount() == 0) {
            secondPlanned.countDown();
        } else if (point == FaultPoint.AFTER_RELEASE && released.getCount() > 0) {
            holder = holder();
            released.countDown();
        }
    }

    @Override
    public boolean releases(ConversationId conversation, long turn) {
        if (!unconditional || !conversation.equals(id)) {
            return true;
        }
        try {
            for (var lock : locks()) {
                redis.run("DEL", lock);
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable String holder() {
        try {
            var locks = locks();
            return locks.isEmpty() ? null : redis.run("GET", locks.getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All locks of the organization: no other conversation of it is under way. */
    private List<String> locks() throws IOException {
        return redis.values("KEYS", "*cooldown:" + id.organization() + ":*");
    }
}
