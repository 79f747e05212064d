package dev.parley.conversation.turn.exploration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks through every state a world can come to, breadth first, so that the first trace to anything
 * is a shortest one. One search, one object.
 */
final class Explorer {
    /** What a conversation must not need when nothing goes wrong. */
    private static final int PATIENCE =
            1 << Actor.TIME.ordinal() | 1 << Actor.SWEEP.ordinal() | 1 << Actor.REDIS.ordinal();

    private static final int MAX_RESTS = 10_000;

    private final Scope scope;
    private final Protocol protocol;
    private final World beginning;
    private final States states;
    private final Visited visited = new Visited();
    private final Graph graph = new Graph();
    private final ArrayDeque<World> frontier = new ArrayDeque<>();
    private final Map<Violation, List<String>> violations = new EnumMap<>(Violation.class);
    private final List<World> rests = new ArrayList<>();
    private long transitions;

    private Explorer(Scope scope, Protocol protocol, World beginning) {
        this.scope = scope;
        this.beginning = beginning;
        this.protocol = protocol;
        this.states = new States(scope);
    }

    /** Explores the world under the protocol as it is. */
    static Findings explore(Scope scope) {
        return explore(scope, new Protocol());
    }

    /** Explores the world under a changed protocol. */
    static Findings explore(Scope scope, Protocol protocol) {
        return explore(scope, protocol, World.beginning(scope));
    }

    /** Explores what comes after a given moment. */
    static Findings explore(Scope scope, Protocol protocol, World beginning) {
        long start = System.nanoTime();
        var explorer = new Explorer(scope, protocol, beginning);
        explorer.run();
        return explorer.findings(start);
    }

    private void run() {
        visited.add(states.digest(beginning), -1);
        frontier.add(beginning);
        for (int state = 0; state < visited.size(); state++) {
            expand(state, frontier.remove());
        }
    }

    private void expand(int state, World world) {
        for (var move : moves(world)) {
            transitions++;
            var to = move.to();
            if (to.violation() != null) {
                violated(to.violation(), state, move.label());
                continue;
            }
            var found = to.inspect();
            if (found != null) {
                violated(found, state, move.label());
                if (!found.isSurvivable()) {
                    continue;
                }
            }
            int known = visited.size();
            int target = visited.add(states.digest(to), state);
            if (target == known) {
                frontier.add(to);
            }
            if (move.fair() && target != state) {
                graph.addMove(target, move.actor());
            }
        }
        boolean isAtRest = world.isAtRest();
        graph.close(isAtRest);
        if (isAtRest && rests.size() < MAX_RESTS) {
            rests.add(world);
        }
    }

    private List<Move> moves(World world) {
        var moves = new Moves(scope, protocol, world);
        new Surroundings(moves).collect();
        var planners = new Planners(moves);
        var executors = new Executors(moves);
        var senders = new Senders(moves);
        for (int index = 0; index < world.workers().size(); index++) {
            if (index % 2 == 1 && world.worker(index).equals(world.worker(index - 1))) {
                continue;
            }
            switch (Group.of(index)) {
                case PLANNER -> planners.collect(index);
                case EXECUTOR -> executors.collect(index);
                case SENDER -> senders.collect(index);
            }
        }
        new PostProcessors(moves).collect();
        new Recovering(moves).collect();
        new Faults(moves).collect();
        return moves.collected();
    }

    private void violated(Violation violation, int state, Supplier<String> label) {
        violations.computeIfAbsent(
                violation,
                _ -> {
                    var trace = new ArrayList<>(trace(state));
                    trace.add(label.get());
                    return trace;
                });
    }

    private Findings findings(long start) {
        var liveness = new Liveness(graph, 0);
        return new Findings(
                scope,
                visited.size(),
                transitions,
                graph.countAtRest(),
                List.copyOf(rests),
                liveness.countStuck(),
                violations,
                optionalTrace(liveness.firstStuck()),
                optionalTrace(liveness.firstLivelock()),
                scope.budgets() == 0 && scope.always() == 0
                        ? optionalTrace(new Liveness(graph, PATIENCE).firstStuck())
                        : null,
                (System.nanoTime() - start) / 1_000_000);
    }

    private @Nullable List<String> optionalTrace(int state) {
        return state < 0 ? null : trace(state);
    }

    /** The moves that lead to a state, in words, by going the way again. */
    private List<String> trace(int state) {
        var way = new ArrayList<Integer>();
        for (int at = state; at > 0; at = visited.parent(at)) {
            way.add(at);
        }
        Collections.reverse(way);
        var words = new ArrayList<String>();
        var world = beginning;
        for (int wanted : way) {
            var move =
                    moves(world).stream()
                            .filter(next ->
                                    next.to().violation() == null
                                            && visited.is(wanted, states.digest(next.to())))
                            .findFirst()
                            .orElseThrow();
            words.add(move.label().get());
            world = move.to();
        }
        return words;
    }
}
