package dev.parley.model.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls start, first come first served: as many at once as the model has shown to take, none
 * while it wants rest, and none while it is away. Those who must wait do so as long as it takes;
 * their number is bounded by their callers'. Thread-safe.
 */
final class Gate {
    private final AdaptiveLimit limit;
    private final Availability availability;
    private final ModelGuardProperties.Rest rest;
    private final Time time;
    private final Lock lock = new ReentrantLock();
    private final Deque<CompletableFuture<Admission>> waiting = new ArrayDeque<>();
    private int inUse;
    private int crowdedInARow;
    private long openedInRound;
    private long restUntil;

    /**
     * Makes one before a model of which nothing is known yet.
     *
     * @param start how many calls may run at once until then
     */
    Gate(ModelGuardProperties settings, int start, Time time) {
        this.limit = new AdaptiveLimit(settings.limit(), start);
        this.availability = new Availability(settings.breaker(), time);
        this.rest = settings.rest();
        this.time = time;
        this.restUntil = time.nanos();
    }

    /** How the wish to make a call ends. */
    sealed interface Admission {}

    /** The call may start; say once how it ended. */
    final class Permit implements Admission {
        private final long round;

        private Permit(long round) {
            this.round = round;
        }

        /**
         * Says how the call ended.
         *
         * @param retryAfter how long the model asked to wait, if it did
         */
        void end(Signal signal, @Nullable Duration retryAfter) {
            Gate.this.end(this, signal, retryAfter);
        }
    }

    /**
     * The model is away: the call is not made.
     *
     * @param retryAfter when it is tried again, from now
     */
    record Away(Duration retryAfter) implements Admission {}

    /** Asks to make a call; completes when it is known whether it may. */
    CompletableFuture<Admission> ask() {
        var asked = new CompletableFuture<Admission>();
        lock.lock();
        try {
            waiting.addLast(asked);
        } finally {
            lock.unlock();
        }
        admit();
        return asked;
    }

    /** Gives up waiting; a permit that came meanwhile goes back. */
    void leave(CompletableFuture<Admission> asked) {
        if (asked.cancel(false)) {
            lock.lock();
            try {
                waiting.remove(asked);
            } finally {
                lock.unlock();
            }
        } else if (asked.join() instanceof Permit permit) {
            permit.end(Signal.NONE, null);
        }
    }

    int limit() {
        return locked(limit::calls);
    }

    int inUse() {
        return locked(() -> inUse);
    }

    int waiting() {
        return locked(waiting::size);
    }

    Availability.State state() {
        return availability.state();
    }

    private void end(Permit permit, Signal signal, @Nullable Duration retryAfter) {
        lock.lock();
        try {
            learn(permit, signal);
            rest(signal, retryAfter);
            judge(permit, signal);
            inUse--;
        } finally {
            lock.unlock();
        }
        admit();
    }

    /** A call from before an outage is no probe of whether it is over. */
    private void judge(Permit permit, Signal signal) {
        if (permit.round >= openedInRound && availability.ended(signal)) {
            limit.restart();
            openedInRound = limit.round();
        }
    }

    private void learn(Permit permit, Signal signal) {
        switch (signal) {
            case ANSWERED -> {
                crowdedInARow = 0;
                if (inUse >= limit.calls()) {
                    limit.answered();
                }
            }
            case REFUSED, TIMED_OUT -> {
                if (limit.crowded(permit.round, inUse)) {
                    crowdedInARow++;
                }
            }
            case UNAVAILABLE, NONE -> {}
        }
    }

    /** One refusal alone is how the limit is found; the next without an answer is trouble. */
    private void rest(Signal signal, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            restFor(retryAfter);
        } else if (signal == Signal.REFUSED && crowdedInARow > 1) {
            restFor(rest.first().multipliedBy(1L << Math.min(crowdedInARow - 2, 20)));
        }
    }

    private void restFor(Duration wanted) {
        var bounded = wanted.compareTo(rest.longest()) > 0 ? rest.longest() : wanted;
        long until = time.nanos() + bounded.toNanos();
        if (until - restUntil > 0) {
            restUntil = until;
            time.after(bounded, this::admit);
        }
    }

    /** Completes the wishes outside the lock: whoever made them goes on in this thread. */
    private void admit() {
        for (var decided : decide()) {
            if (!decided.asked().complete(decided.admission())
                    && decided.admission() instanceof Permit unwanted) {
                unwanted.end(Signal.NONE, null);
            }
        }
    }

    private List<Decided> decide() {
        var decided = new ArrayList<Decided>();
        lock.lock();
        try {
            while (!waiting.isEmpty()) {
                var admission = admission();
                if (admission == null) {
                    break;
                }
                decided.add(new Decided(waiting.removeFirst(), admission));
            }
        } finally {
            lock.unlock();
        }
        return decided;
    }

    /** What the first of those who wait is told; null to go on waiting. */
    private @Nullable Admission admission() {
        if (availability.isOpen()) {
            return new Away(availability.opensIn());
        }
        boolean resting = restUntil - time.nanos() > 0;
        if (resting || inUse >= limit.calls()) {
            return null;
        }
        if (availability.mayStart()) {
            inUse++;
            return new Permit(limit.round());
        }
        // Half open, and all probes are out: their end decides.
        return availability.state() == Availability.State.OPEN
                ? new Away(availability.opensIn())
                : null;
    }

    private <T> T locked(java.util.function.Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    private record Decided(CompletableFuture<Admission> asked, Admission admission) {}
}
