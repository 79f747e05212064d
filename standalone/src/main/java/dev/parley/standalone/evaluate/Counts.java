package dev.parley.standalone.evaluate;

import java.util.Locale;

/**
 * How often a yes-or-no decision was right.
 *
 * @param found rightly said yes
 * @param missed wrongly said no
 * @param mistaken wrongly said yes
 * @param left rightly said no
 */
record Counts(int found, int missed, int mistaken, int left) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts with(boolean wanted, boolean said) {
        return new Counts(
                found + (wanted && said ? 1 : 0),
                missed + (wanted && !said ? 1 : 0),
                mistaken + (!wanted && said ? 1 : 0),
                left + (!wanted && !said ? 1 : 0));
    }

    /** Share of yes that was right; NaN when nothing was said yes to. */
    double precision() {
        return (double) found / (found + mistaken);
    }

    /** Share of what was wanted that was found; NaN when nothing was wanted. */
    double recall() {
        return (double) found / (found + missed);
    }

    /** Harmonic mean of both; NaN when one is. */
    double f1() {
        return 2.0 * found / (2.0 * found + mistaken + missed);
    }

    /** One line to read and to cut apart. */
    String line() {
        return String.format(
                Locale.ROOT,
                "texts=%d found=%d missed=%d mistaken=%d left=%d precision=%.3f recall=%.3f f1=%.3f",
                found + missed + mistaken + left,
                found,
                missed,
                mistaken,
                left,
                precision(),
                recall(),
                f1());
    }
}
