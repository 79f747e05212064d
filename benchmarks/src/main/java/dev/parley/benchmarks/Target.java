package dev.parley.benchmarks;

/**
 * A value beside what it should be. Nothing depends on it: a benchmark tells and does not judge.
 *
 * @param what the quantity with its unit
 * @param value what was measured
 * @param bound what it should not fall below, or not exceed
 */
record Target(String what, double value, double bound, Direction direction) {
    /** Which side of the bound is good. */
    enum Direction {
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }
    }

    static Target atLeast(String what, double value, double bound) {
        return new Target(what, value, bound, Direction.AT_LEAST);
    }

    static Target atMost(String what, double value, double bound) {
        return new Target(what, value, bound, Direction.AT_MOST);
    }

    /** A value that could not be measured is not met. */
    boolean isMet() {
        return direction == Direction.AT_LEAST ? value >= bound : value <= bound;
    }

    String line() {
        return Text.of(
                "%-42s %10s   %s %-8s %s",
                what, number(value), direction.sign, number(bound), isMet() ? "met" : "missed");
    }

    private static String number(double number) {
        return Math.abs(number) < 10 ? Text.of("%.2f", number) : Text.of("%,.0f", number);
    }
}
