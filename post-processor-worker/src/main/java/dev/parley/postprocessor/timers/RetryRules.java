package dev.parley.postprocessor.timers;

import dev.parley.postprocessor.timers.Timer.Retry;
import dev.parley.runtime.BackOff;
import dev.parley.schemas.ErrorReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When something that failed is tried again: at the moment its report names, else after a rest that
 * grows with each report in a row.
 *
 * @param rest for reports that name no moment
 * @param maxTries reports in a row, without a moment of their own, that are followed by a retry
 */
record RetryRules(BackOff rest, int maxTries) {
    static final long NO_TURN = -1;

    /** No report asks for more; a wrong clock must not keep a timer for ever. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** A failure was reported; one of an earlier turn is no news, nor is the same one again. */
    @Nullable Retry reported(@Nullable Retry held, ErrorReport report, long now) {
        long turn = turn(held, report);
        long at = report.getAt().toEpochMilli();
        if (held != null && (turn < held.turn() || isSame(held, turn, at))) {
            return held;
        }
        if (!report.getNeedsProcessing()) {
            return null;
        }
        int tries = held == null || turn > held.turn() ? 1 : held.tries() + 1;
        var notBefore = report.getNotBefore();
        if (notBefore != null) {
            long due = Math.min(notBefore.toEpochMilli(), now + LONGEST.toMillis());
            return new Retry(due, turn, at, tries, false);
        }
        return tries > maxTries
                ? null
                : new Retry(now + rest(tries, report.getFailures()), turn, at, tries, false);
    }

    /** A turn has a reply. */
    @Nullable Retry answered(@Nullable Retry held, long turn) {
        return held == null || held.turn() == NO_TURN || turn < held.turn() ? held : null;
    }

    /** What its moment brings; after the retry it only remembers the tries for a while. */
    Verdict due(Retry held, long now) {
        if (held.told()) {
            return new Verdict.Drop();
        }
        long memory = now + 2 * rest.longest().toMillis();
        return new Verdict.Tell(
                held.tries() - 1,
                new Retry(memory, held.turn(), held.reported(), held.tries(), true));
    }

    /** A report that knows no turn is about the one that is known, as far as anybody can tell. */
    private static long turn(@Nullable Retry held, ErrorReport report) {
        var reported = report.getTurnNumber();
        if (reported != null) {
            return reported;
        }
        return held == null ? NO_TURN : held.turn();
    }

    private long rest(int tries, int failures) {
        return rest.after(Math.max(tries, failures)).toMillis();
    }

    private static boolean isSame(Retry held, long turn, long at) {
        return turn == held.turn() && at == held.reported();
    }
}
