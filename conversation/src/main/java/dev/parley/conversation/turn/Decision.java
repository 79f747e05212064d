package dev.parley.conversation.turn;

import java.util.List;

/**
 * What a step decided: an outcome, and the changes a store writes together or not at all.
 *
 * @param outcome what the caller is told, once the changes are written
 * @param changes at most one of each row; empty when nothing changes
 */
public record Decision<O>(O outcome, List<Change> changes) {
    public Decision {
        changes = List.copyOf(changes);
    }

    /** A decision that changes nothing. */
    public static <O> Decision<O> unchanged(O outcome) {
        return new Decision<>(outcome, List.of());
    }

    /** A decision with its changes. */
    public static <O> Decision<O> of(O outcome, Change... changes) {
        return new Decision<>(outcome, List.of(changes));
    }
}
