package dev.parley.benchmarks.faults;

import java.io.PrintStream;
import java.util.List;

/**
 * The lines of a run: one for each family, and one for its control where that is wanted.
 *
 * @param out where they go, each as soon as it is known
 */
record FaultLines(List<Family> families, boolean controls, PrintStream out) {
    /** Plays one family. */
    @FunctionalInterface
    interface Play {
        /**
         * Plays it.
         *
         * @param control whether harm is done by hand, which must be seen
         */
        FaultResult play(Family family, boolean control) throws Exception;
    }

    /**
     * Plays all of them, whatever comes of each.
     *
     * @return the exit code of the command: 1 when anything was lost or doubled, a line does not
     *     count or a control goes unseen
     */
    int write(Play play) throws Exception {
        boolean good = true;
        for (var family : families) {
            good &= isGood(play.play(family, false));
            if (controls) {
                good &= isGood(play.play(family, true));
            }
        }
        return good ? 0 : 1;
    }

    private boolean isGood(FaultResult result) {
        out.println(result.line());
        out.flush();
        return result.isGood();
    }
}
