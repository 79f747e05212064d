package dev.parley.conversation.reading;

import java.time.Duration;

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
    private final long start = System.nanoTime();
    private final long within;
    private long spent;
    private long nextLook;

    private Effort(long most, long within) {
        this.most = most;
        this.within = within;
        this.nextLook = Math.min(STRIDE, most);
    }

    /** At most {@link #MOST}, and no longer than this from now. */
    public static Effort within(Duration time) {
        return new Effort(MOST, time.toNanos());
    }

    /** At most so many characters, however long it takes. */
    public static Effort ofCharacters(long most) {
        return new Effort(most, Long.MAX_VALUE);
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
        if (System.nanoTime() - start > within) {
            throw new OverrunException("not read within " + Duration.ofNanos(within));
        }
        nextLook = Math.min(spent + STRIDE, most);
    }
}
