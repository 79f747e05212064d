package dev.parley.benchmarks;

/** Compares two rates. */
final class Ratio {
    private Ratio() {}

    /** The part over the whole; 0 when the whole is nothing, since nothing was measured then. */
    static double of(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
