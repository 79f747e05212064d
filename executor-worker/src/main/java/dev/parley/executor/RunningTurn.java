package dev.parley.executor;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Fence;
import dev.parley.conversation.turn.ReplyDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A turn this process works on: its fence, and its work, which others may call off. Thread-safe.
 */
final class RunningTurn {
    private final ConversationId conversation;
    private final Fence fence;
    private final FutureTask<ReplyDraft> work;
    private final AtomicReference<@Nullable CalledOff> calledOff = new AtomicReference<>();
    private final CountDownLatch off = new CountDownLatch(1);
    private final Instant begunAt;
    private volatile Instant renewedAt;

    /** Why work is given up without being a failure. */
    enum CalledOff {
        /** The turn is somebody else's, or over. */
        FENCE_LOST,
        /** This process is to let go of it. */
        HANDED_BACK
    }

    RunningTurn(
            ConversationId conversation, Fence fence, Instant begunAt, Callable<ReplyDraft> work) {
        this.conversation = conversation;
        this.fence = fence;
        this.begunAt = begunAt;
        this.renewedAt = begunAt;
        this.work = new FutureTask<>(work);
    }

    ConversationId conversation() {
        return conversation;
    }

    Fence fence() {
        return fence;
    }

    Instant begunAt() {
        return begunAt;
    }

    Instant renewedAt() {
        return renewedAt;
    }

    void renewed(Instant at) {
        renewedAt = at;
    }

    /** Gives the work up; the first reason counts. */
    void callOff(CalledOff reason) {
        if (calledOff.compareAndSet(null, reason)) {
            work.cancel(true);
            off.countDown();
        }
    }

    /** Ends work that takes too long; an answer that is there stays. */
    void overrun() {
        work.cancel(true);
    }

    /** Waits so long, or until the turn is called off; tells whether it was. */
    boolean isCalledOffWithin(Duration limit) throws InterruptedException {
        return off.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why the work was given up, or null while it was not. */
    @Nullable CalledOff calledOff() {
        return calledOff.get();
    }

    /**
     * Does the work on a virtual thread of its own and waits for it.
     *
     * @return the reply, or null when it was called off, or took too long
     */
    @Nullable ReplyDraft await() throws ExecutionException, InterruptedException {
        Thread.ofVirtual().name("turn " + conversation).start(work);
        try {
            return work.get();
        } catch (CancellationException _) {
            return null;
        }
    }
}
