package dev.parley.conversation.reading;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What reading costs, counted in characters looked at, and what it may cost at most. All texts of
 * one reading share one, so that a pattern that runs over any of them can be ended. For one thread.
 */
public final class Effort {
    /**
     * Characters looked at that a reading may cost. Ordinary texts cost less than a hundredth, the
     * worst that the tests know about a tenth.
     */
    public static final long MOST = 200_000_000;

    /** How often the clock is looked at, in characters. */
    private static final int STRIDE = 8_192;

    private final long most;
    private final long within;
    private final LongSupplier pause;
    private long start = System.nanoTime();
    private long spent;
    private long nextLook;

    private Effort(long most, long within, LongSupplier pause) {
        this.most = most;
        this.pause = pause;
        this.within = within;
        this.nextLook = Math.min(STRIDE, most);
    }

    /**
     * At most {@link #MOST}, and no longer than this from now.
     *
     * @param pause called now and then, to let others come in between; returns how long it waited,
     *     in nanoseconds, which does not count
     */
    public static Effort within(Duration time, LongSupplier pause) {
        return new Effort(MOST, time.toNanos(), pause);
    }

    /** At most so many characters, however long it takes. */
    public static Effort ofCharacters(long most) {
        return new Effort(most, Long.MAX_VALUE, () -> 0);
    }

    /** Characters looked at so far. */
    public long spent() {
        return spent;
    }

    /**
     * Counts.
     *
     * @throws OverrunException when that is too much, or too late
     */
    void spend(int characters) {
        spent += characters;
        if (spent > nextLook) {
            look();
        }
    }

    private void look() {
        if (spent > most) {
            throw new OverrunException("more than %d characters looked at".formatted(most));
        }
        start += pause.getAsLong();
        if (System.nanoTime() - start > within) {
            throw new OverrunException("not read within " + Duration.ofNanos(within));
        }
        nextLook = Math.min(spent + STRIDE, most);
    }
}
