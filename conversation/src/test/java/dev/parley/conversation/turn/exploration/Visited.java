package dev.parley.conversation.turn.exploration;

import java.util.Arrays;

/** The states seen so far, numbered in the order they were found, each known by its digest. */
final class Visited {
    private long[] high = new long[1 << 14];
    private long[] low = new long[1 << 14];
    private int[] parents = new int[1 << 14];
    private int[] table = new int[1 << 15];
    private int size;

    int size() {
        return size;
    }

    /** State from which this one was found first. */
    int parent(int state) {
        return parents[state];
    }

    boolean is(int state, Digest digest) {
        return high[state] == digest.high() && low[state] == digest.low();
    }

    /** The number of the state with this digest; the size before, if it is new. */
    int add(Digest digest, int parent) {
        int slot = slot(digest.high(), digest.low());
        if (table[slot] != 0) {
            return table[slot] - 1;
        }
        if (size == high.length) {
            grow();
            slot = slot(digest.high(), digest.low());
        }
        high[size] = digest.high();
        low[size] = digest.low();
        parents[size] = parent;
        table[slot] = ++size;
        return size - 1;
    }

    private int slot(long wantedHigh, long wantedLow) {
        int mask = table.length - 1;
        int slot = (int) wantedLow & mask;
        while (table[slot] != 0
                && (high[table[slot] - 1] != wantedHigh || low[table[slot] - 1] != wantedLow)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        high = Arrays.copyOf(high, size * 2);
        low = Arrays.copyOf(low, size * 2);
        parents = Arrays.copyOf(parents, size * 2);
        table = new int[size * 4];
        for (int state = 0; state < size; state++) {
            table[slot(high[state], low[state])] = state + 1;
        }
    }
}
