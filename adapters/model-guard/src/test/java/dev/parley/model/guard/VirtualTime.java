package dev.parley.model.guard;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that stands still until a test moves it, and then does what is due, in order. One thread.
 */
final class VirtualTime implements Time {
    private final PriorityQueue<Due> dues =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::sequence));
    private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos(); // wraps soon
    private long sinceStart;
    private long sequence;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        dues.add(new Due(sinceStart + delay.toNanos(), sequence++, action));
    }

    /** Moves on, doing what becomes due on the way. */
    void advance(Duration by) {
        long end = sinceStart + by.toNanos();
        while (!dues.isEmpty() && dues.peek().at() <= end) {
            var due = dues.remove();
            moveTo(due.at());
            due.action().run();
        }
        moveTo(end);
    }

    /** How long since it was made. */
    Duration elapsed() {
        return Duration.ofNanos(sinceStart);
    }

    private void moveTo(long at) {
        now += at - sinceStart;
        sinceStart = at;
    }

    private record Due(long at, long sequence, Runnable action) {}
}
