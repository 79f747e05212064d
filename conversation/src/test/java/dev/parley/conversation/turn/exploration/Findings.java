package dev.parley.conversation.turn.exploration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search found. Traces are shortest ones, in words.
 *
 * @param resting how many states are at rest
 * @param rests those states, the first of them
 * @param stuckStates how many states cannot come to rest by fair moves alone
 * @param violations the first of each kind
 * @param stuck the way to a state that cannot come to rest
 * @param livelock the way into moves that can go round forever
 * @param waiting the way to a state that cannot come to rest unless time passes; looked for only
 *     where nothing may go wrong
 */
record Findings(
        Scope scope,
        int states,
        long transitions,
        int resting,
        List<World> rests,
        int stuckStates,
        Map<Violation, List<String>> violations,
        @Nullable List<String> stuck,
        @Nullable List<String> livelock,
        @Nullable List<String> waiting,
        long millis) {

    /** One line with the size of the world. */
    String summary() {
        return "%-46s %,9d states %,10d transitions %,8d at rest %6.1f s"
                .formatted(scope.name(), states, transitions, resting, millis / 1000.0);
    }

    /** Everything that must not be, in words; empty when all is well. */
    String complaints() {
        var text = new StringBuilder();
        violations.forEach((violation, trace) -> append(text, violation.toString(), trace));
        append(text, stuckStates + " states never come to rest", stuck);
        append(text, "livelock", livelock);
        append(text, "waits for time although nothing went wrong", waiting);
        return text.toString();
    }

    private void append(StringBuilder text, String what, @Nullable List<String> trace) {
        if (trace != null) {
            text.append(scope.name()).append(": ").append(what).append('\n');
            trace.forEach(move -> text.append("    ").append(move).append('\n'));
        }
    }
}
