package dev.parley.conversation.turn.exploration;

/** Sixteen numbers from 0 to 15 in one long, by index. */
final class Nibbles {
    private Nibbles() {}

    static int get(long nibbles, long index) {
        return (int) (nibbles >>> (index * 4)) & 15;
    }

    static long with(long nibbles, long index, long value) {
        if (index > 15 || value > 15) {
            throw new IllegalArgumentException(
                    "the world is too large: index %d, value %d".formatted(index, value));
        }
        return nibbles & ~(15L << (index * 4)) | value << (index * 4);
    }

    /** Index of the first number that is not 0, or -1. */
    static int first(long nibbles) {
        return nibbles == 0 ? -1 : Long.numberOfTrailingZeros(nibbles) / 4;
    }
}
