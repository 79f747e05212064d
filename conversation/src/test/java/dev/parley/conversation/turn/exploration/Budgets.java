package dev.parley.conversation.turn.exploration;

/**
 * How often each fault may still happen, 0 to 3 times, those that crash or fail 0 to 7, in a long.
 */
final class Budgets {
    private static final int[] SHIFTS = new int[Fault.values().length + 1];

    static {
        for (var fault : Fault.values()) {
            SHIFTS[fault.ordinal() + 1] = SHIFTS[fault.ordinal()] + bits(fault);
        }
        if (SHIFTS[Fault.values().length] > Long.SIZE) {
            throw new IllegalStateException("more faults than a long has room for");
        }
    }

    private Budgets() {}

    private static int bits(Fault fault) {
        return fault == Fault.CRASH || fault == Fault.MODEL_FAILURE ? 3 : 2;
    }

    private static int most(Fault fault) {
        return (1 << bits(fault)) - 1;
    }

    static int of(long budgets, Fault fault) {
        return (int) (budgets >>> SHIFTS[fault.ordinal()]) & most(fault);
    }

    static long with(long budgets, Fault fault, int times) {
        int shift = SHIFTS[fault.ordinal()];
        if (times > most(fault)) {
            throw new IllegalArgumentException(
                    "the world is too large: %s %d times".formatted(fault, times));
        }
        return budgets & ~((long) most(fault) << shift) | (long) times << shift;
    }
}
