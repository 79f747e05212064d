package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText.Piece;
import dev.parley.conversation.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that looks on at a conversation. Whoever sees something happen wakes it; what it tells
 * its client it reads from the store, so nothing depends on having been woken. {@link #next} is for
 * one thread; everything else is thread-safe and never blocks.
 */
public final class ConversationStream implements AutoCloseable {
    /** Pieces of text that wait for the client at most; a slower one is cut off. */
    static final int MOST_PIECES = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ConversationStream.class);

    private final ConversationStreams streams;
    private final ConversationId id;
    private final StreamReader reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private Deque<Piece> pieces = new ArrayDeque<>();
    private boolean changed;
    private boolean probed;
    private @Nullable End end;
    private List<StreamEvent> first = List.of();
    private long nextLook = System.nanoTime();

    ConversationStream(ConversationStreams streams, ConversationId id, StreamReader reader) {
        this.streams = streams;
        this.id = id;
        this.reader = reader;
    }

    /**
     * Looks for the first time.
     *
     * @throws StoreUnavailableException when the store is down
     */
    void begin() throws InterruptedException {
        nextLook = System.nanoTime() + streams.restNanos();
        first = lookNow();
    }

    /** Why a stream is over. */
    public enum End {
        /** Its client went, or the one who holds it let it go. */
        CLOSED,
        /** The client read too slowly for what was written. */
        SLOW,
        /** The process stops. */
        STOPPED
    }

    /**
     * Waits for what the client has not seen yet.
     *
     * @return in order; empty when the time is over, or the stream is
     */
    public List<StreamEvent> next(Duration wait) throws InterruptedException {
        if (!first.isEmpty() && !isOver()) {
            var found = first;
            first = List.of();
            return found;
        }
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            var events = take(deadline);
            if (!events.isEmpty() || isOver() || isProbed() || System.nanoTime() - deadline >= 0) {
                return events;
            }
        }
    }

    /** Tells whether nothing more will come. */
    public boolean isOver() {
        return ended() != null;
    }

    /** Why it is over; null while it goes on. */
    @Nullable End ended() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    ConversationId id() {
        return id;
    }

    /** Says that something happened to the conversation. */
    void wake() {
        lock.lock();
        try {
            changed = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Has it give a sign of life now, which shows whether the client is still there. */
    void probe() {
        lock.lock();
        try {
            probed = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean isProbed() {
        lock.lock();
        try {
            boolean was = probed;
            probed = false;
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the client a piece to see, or cuts it off when too many wait for it. */
    void show(Piece piece) {
        lock.lock();
        try {
            if (end != null) {
                return;
            }
            if (pieces.size() < MOST_PIECES) {
                pieces.add(piece);
                woken.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        end(End.SLOW);
    }

    /** Ends it; the first reason counts. */
    void end(End why) {
        lock.lock();
        try {
            if (end != null) {
                return;
            }
            end = why;
            pieces.clear();
            woken.signal();
        } finally {
            lock.unlock();
        }
        streams.left(this, why);
    }

    /** Ends it; harmless to repeat. */
    @Override
    public void close() {
        end(End.CLOSED);
    }

    private List<StreamEvent> take(long deadline) throws InterruptedException {
        var texts = awaited(deadline);
        if (texts == null) {
            return List.of();
        }
        var events = new ArrayList<StreamEvent>();
        for (var piece : texts) {
            if (reader.isNews(piece)) {
                events.add(new StreamEvent.Written(piece));
            }
        }
        if (isTimeToLook()) {
            events.addAll(look());
        }
        return events;
    }

    /** What was written meanwhile, perhaps nothing; null when the stream is over. */
    private @Nullable Deque<Piece> awaited(long deadline) throws InterruptedException {
        lock.lock();
        try {
            while (end == null && pieces.isEmpty() && !changed && !probed) {
                long now = System.nanoTime();
                long left = Math.min(deadline - now, nextLook - now);
                if (left <= 0 || woken.awaitNanos(left) <= 0) {
                    break;
                }
            }
            if (end != null) {
                return null;
            }
            var taken = pieces;
            pieces = new ArrayDeque<>(0);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean isTimeToLook() {
        lock.lock();
        try {
            boolean due = changed || System.nanoTime() - nextLook >= 0;
            changed = false;
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** What the store has for the client. An outage is waited out: the next look may find it. */
    private List<StreamEvent> look() throws InterruptedException {
        nextLook = System.nanoTime() + streams.restNanos();
        try {
            return lookNow();
        } catch (StoreUnavailableException e) {
            LOG.debug("{}: the store is not reachable: {}", id, e.getMessage());
            return List.of();
        }
    }

    private List<StreamEvent> lookNow() throws InterruptedException {
        var events = streams.looking(reader::look);
        if (reader.isBehind()) {
            wake();
        }
        return events;
    }
}
