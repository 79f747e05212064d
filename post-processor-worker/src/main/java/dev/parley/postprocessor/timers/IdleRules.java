package dev.parley.postprocessor.timers;

import dev.parley.postprocessor.timers.Timer.Idle;
import dev.parley.runtime.BackOff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a silent customer's conversation is looked at: after half of the time allowed for a
 * reminder, once more if nobody tells that there was one, and after all of it for closing, then
 * again with growing distance until it is closed or the looks are used up.
 *
 * @param repeat the distance between one look and the next
 * @param repeats how often closing is told again
 */
record IdleRules(BackOff repeat, int repeats) {
    static final int REMIND = 0;
    static final int REMIND_AGAIN = 1;
    static final int CLOSE = 2;

    /** The customer's turn to speak begins; what is not newer than the silence held is no news. */
    Idle begun(@Nullable Idle held, long base, Duration allowed) {
        return held != null && base <= held.base()
                ? held
                : new Idle(base, base + allowed.toMillis() / 2, REMIND);
    }

    /** Something ended the silence, unless it is older than that. */
    @Nullable Idle ended(@Nullable Idle held, long at) {
        return held == null || at >= held.base() ? null : held;
    }

    /** The reminder is told, so that no second look is needed. */
    @Nullable Idle reminded(@Nullable Idle held, long at, Duration allowed) {
        return held != null && held.step() == REMIND_AGAIN && at >= held.base()
                ? closing(held, allowed)
                : held;
    }

    /**
     * What its moment brings.
     *
     * @param allowed how long the silence may last as of now
     */
    Verdict due(Idle held, long now, Duration allowed) {
        long half = held.base() + allowed.toMillis() / 2;
        var closing = closing(held, allowed);
        if (now >= closing.due()) {
            return close(held, now);
        }
        return switch (held.step()) {
            case REMIND ->
                    now < half
                            ? new Verdict.Wait(new Idle(held.base(), half, REMIND))
                            : new Verdict.Tell(0, again(held, now, closing));
            case REMIND_AGAIN -> new Verdict.Tell(1, closing);
            default -> new Verdict.Wait(closing);
        };
    }

    private Idle again(Idle held, long now, Idle closing) {
        long due = now + repeat.after(1).toMillis();
        return due < closing.due() ? new Idle(held.base(), due, REMIND_AGAIN) : closing;
    }

    private Verdict close(Idle held, long now) {
        int told = Math.max(held.step() - CLOSE, 0);
        if (told >= repeats) {
            return new Verdict.Tell(told, null);
        }
        long due = now + repeat.after(told + 1).toMillis();
        return new Verdict.Tell(told, new Idle(held.base(), due, CLOSE + told + 1));
    }

    private static Idle closing(Idle held, Duration allowed) {
        return new Idle(held.base(), held.base() + allowed.toMillis(), CLOSE);
    }
}
