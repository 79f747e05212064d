package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a conversation is at rest and ours, so that something may be done to it of itself. */
final class Quiet {
    private Quiet() {}

    /** What forbids it to touch the conversation outside a turn; null when nothing does. */
    static @Nullable String objection(@Nullable Conversation row) {
        if (row == null) {
            return "no such conversation";
        }
        if (!row.ownership().isAi() || row.status() != Status.OPEN) {
            return "status " + row.status() + ", owner " + row.ownership().owner();
        }
        return row.turn() != null || row.needsProcessing() ? "something is unanswered" : null;
    }

    /**
     * What forbids it to draw a conclusion from the turn's messages; null when nothing does. The
     * watermark cannot tell: a takeover raises it over messages that no reply has answered.
     */
    static @Nullable String objection(
            Situation situation, @Nullable Conversation row, long turnNumber) {
        if (row == null) {
            return "no such conversation";
        }
        if (!row.ownership().isAi() || row.status() != Status.OPEN) {
            return "status " + row.status() + ", owner " + row.ownership().owner();
        }
        return row.turn() != null
                        || row.turnNumber() != turnNumber
                        || !isNewest(situation, row, turnNumber)
                ? "a newer message, turn or owner"
                : null;
    }

    private static boolean isNewest(Situation situation, Conversation row, long turnNumber) {
        return situation
                .replyOf(turnNumber)
                .filter(reply -> reply.through() >= row.progress().lastInboundSeq())
                .filter(reply -> reply.ownershipEpoch() == row.ownership().epoch())
                .isPresent();
    }

    /** The newest reply, if it is also the newest message of all. */
    static Optional<Reply> lastWord(Situation situation, Conversation row) {
        return situation
                .replyOf(row.turnNumber())
                .filter(reply -> reply.seq() == row.progress().lastSeq());
    }
}
