package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Fence;
import dev.parley.conversation.Turn;
import org.jspecify.annotations.Nullable;

/** The one place where a fence is compared with the row. */
final class Fences {
    private Fences() {}

    /** The open turn, if the fence is its own. */
    static @Nullable Turn holding(@Nullable Conversation row, Fence fence) {
        var turn = row == null ? null : row.turn();
        return turn != null && turn.fence().equals(fence) ? turn : null;
    }

    /** The running turn, if the fence is its own. */
    static @Nullable Turn running(@Nullable Conversation row, Fence fence) {
        var turn = holding(row, fence);
        return turn != null && turn.phase() == Turn.Phase.RUNNING ? turn : null;
    }
}
