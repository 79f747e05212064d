package dev.parley.conversation.turn.exploration;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The fair moves between states, each with its actor. States are closed in the order of their
 * numbers.
 */
final class Graph {
    private int[] ends = new int[1 << 14];
    private int[] targets = new int[1 << 16];
    private byte[] actors = new byte[1 << 16];
    private final BitSet resting = new BitSet();
    private int states;
    private int edges;

    void addMove(int target, Actor actor) {
        if (edges == targets.length) {
            targets = Arrays.copyOf(targets, edges + (edges >> 1));
            actors = Arrays.copyOf(actors, edges + (edges >> 1));
        }
        targets[edges] = target;
        actors[edges++] = (byte) actor.ordinal();
    }

    /** All moves of the next state have been added. */
    void close(boolean isAtRest) {
        if (states == ends.length) {
            ends = Arrays.copyOf(ends, states * 2);
        }
        resting.set(states, isAtRest);
        ends[states++] = edges;
    }

    int states() {
        return states;
    }

    int firstMove(int state) {
        return state == 0 ? 0 : ends[state - 1];
    }

    int endOfMoves(int state) {
        return ends[state];
    }

    int target(int move) {
        return targets[move];
    }

    int actor(int move) {
        return actors[move];
    }

    boolean isAtRest(int state) {
        return resting.get(state);
    }

    int countAtRest() {
        return resting.cardinality();
    }
}
