package dev.parley.conversation.turn.exploration;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Looks for states that never come to rest, in one walk through the strongly connected components
 * of the fair moves (Tarjan's algorithm), deepest first.
 *
 * <p>A state is stuck if no sequence of fair moves leads to rest. A component is a livelock if the
 * moves may go round in it forever without rest although every actor that could move all the time
 * does move; actors are whole groups of workers, so that a group is taken to be fair, not each
 * worker.
 */
final class Liveness {
    private static final int NONE = Integer.MAX_VALUE;

    private final Graph graph;
    private final int without;
    private final int[] order;
    private final int[] low;
    private final int[] next;
    private final int[] path;
    private final int[] open;
    private final BitSet closed = new BitSet();
    private final BitSet reachesRest = new BitSet();
    private int depth;
    private int opened;
    private int counter;
    private int firstStuck = NONE;
    private int stuck;
    private int firstLivelock = NONE;

    /**
     * Searches the whole graph.
     *
     * @param without actors that do not move, as bits by ordinal
     */
    Liveness(Graph graph, int without) {
        this.graph = graph;
        this.without = without;
        int states = graph.states();
        order = new int[states];
        low = new int[states];
        next = new int[states];
        path = new int[states];
        open = new int[states];
        for (int state = 0; state < states; state++) {
            if (order[state] == 0) {
                walk(state);
            }
        }
    }

    /** How many states cannot come to rest. */
    int countStuck() {
        return stuck;
    }

    /** The stuck state with the shortest way to it, or -1. */
    int firstStuck() {
        return firstStuck == NONE ? -1 : firstStuck;
    }

    /** The first state of a livelock, or -1. */
    int firstLivelock() {
        return firstLivelock == NONE ? -1 : firstLivelock;
    }

    private void walk(int root) {
        enter(root);
        while (depth > 0) {
            int state = path[depth - 1];
            if (next[state] < graph.endOfMoves(state)) {
                int move = next[state]++;
                int target = graph.target(move);
                if (!moves(move)) {
                    continue;
                }
                if (order[target] == 0) {
                    enter(target);
                } else if (!closed.get(target)) {
                    low[state] = Math.min(low[state], order[target]);
                }
            } else {
                leave(state);
            }
        }
    }

    private boolean moves(int move) {
        return (without >>> graph.actor(move) & 1) == 0;
    }

    private void enter(int state) {
        order[state] = low[state] = ++counter;
        next[state] = graph.firstMove(state);
        path[depth++] = state;
        open[opened++] = state;
    }

    private void leave(int state) {
        depth--;
        if (depth > 0) {
            int before = path[depth - 1];
            low[before] = Math.min(low[before], low[state]);
        }
        if (low[state] == order[state]) {
            int start = opened;
            do {
                start--;
            } while (open[start] != state);
            component(Arrays.copyOfRange(open, start, opened));
            opened = start;
        }
    }

    private void component(int[] members) {
        boolean rests = false;
        boolean leads = false;
        int inside = 0;
        int always = -1;
        for (int member : members) {
            closed.set(member);
        }
        var set = new Members(members);
        for (int member : members) {
            rests |= graph.isAtRest(member);
            int able = 0;
            for (int move = graph.firstMove(member); move < graph.endOfMoves(member); move++) {
                if (!moves(move)) {
                    continue;
                }
                int actor = 1 << graph.actor(move);
                able |= actor;
                if (set.contains(graph.target(move))) {
                    inside |= actor;
                } else {
                    leads |= reachesRest.get(graph.target(move));
                }
            }
            always &= able;
        }
        judge(members, rests, rests || leads, (always & ~inside) == 0);
    }

    private void judge(int[] members, boolean rests, boolean leads, boolean mayStay) {
        for (int member : members) {
            if (leads) {
                reachesRest.set(member);
            } else {
                stuck++;
                firstStuck = Math.min(firstStuck, member);
            }
            if (!rests && mayStay) {
                firstLivelock = Math.min(firstLivelock, member);
            }
        }
    }

    /** Tells which states are in a component. */
    private static final class Members {
        private final int[] sorted;

        Members(int[] members) {
            sorted = members.clone();
            Arrays.sort(sorted);
        }

        boolean contains(int state) {
            return Arrays.binarySearch(sorted, state) >= 0;
        }
    }
}
