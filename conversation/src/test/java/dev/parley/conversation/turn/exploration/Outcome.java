package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Ownership;
import dev.parley.conversation.Progress;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What customer and store have in the end, to be compared; versions and times are left out.
 *
 * @param disposed positions of the messages that have a disposition, as bits
 * @param taken how often the channel took each reply
 */
record Outcome(
        @Nullable Status status,
        @Nullable Progress progress,
        long turns,
        @Nullable Ownership ownership,
        List<Reply> replies,
        int disposed,
        long taken) {

    static Outcome of(World world) {
        var row = world.row();
        return new Outcome(
                row == null ? null : row.status(),
                row == null ? null : row.progress(),
                row == null ? 0 : row.turnNumber(),
                row == null ? null : row.ownership(),
                world.stored().replies(),
                world.stored().disposed(),
                world.taken());
    }
}
