package dev.parley.conversation.turn.exploration;

/** How often each fault may happen, up to 7 times each, in one number. */
final class Budgets {
    private static final int BITS = 3;
    private static final long MASK = (1 << BITS) - 1;

    private Budgets() {}

    static int get(long budgets, Fault fault) {
        return (int) (budgets >>> shift(fault) & MASK);
    }

    static long with(long budgets, Fault fault, int times) {
        if (times < 0 || times > MASK) {
            throw new IllegalArgumentException(fault + " cannot happen " + times + " times");
        }
        return budgets & ~(MASK << shift(fault)) | (long) times << shift(fault);
    }

    private static int shift(Fault fault) {
        return fault.ordinal() * BITS;
    }
}
