package dev.parley.conversation.turn.exploration;

/** How often each fault may still happen, 0 to 7 times, for up to 21 faults in one long. */
final class Budgets {
    private static final int BITS = 3;
    private static final int MOST = (1 << BITS) - 1;

    private Budgets() {}

    static int of(long budgets, Fault fault) {
        return (int) (budgets >>> fault.ordinal() * BITS) & MOST;
    }

    static long with(long budgets, Fault fault, int times) {
        int shift = fault.ordinal() * BITS;
        if (shift + BITS > Long.SIZE || times > MOST) {
            throw new IllegalArgumentException(
                    "the world is too large: %s %d times".formatted(fault, times));
        }
        return budgets & ~((long) MOST << shift) | (long) times << shift;
    }
}
