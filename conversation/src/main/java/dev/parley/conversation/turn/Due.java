package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a conversation needs a look even if no record says so. Every step that leaves work open
 * writes this moment in the same write, so that a crash can take away any trigger but this one.
 */
final class Due {
    private Due() {}

    /** The row with its due moment derived from what is left to do in it. */
    static Conversation in(
            Conversation row, @Nullable Reply openReply, Instant now, Duration grace) {
        return row.withDueAt(
                earliest(workDue(row, now, grace), deliveryDue(openReply, now, grace)));
    }

    /** The row, reading the first open reply only where the channel can have one. */
    static Conversation in(Conversation row, Situation situation, Instant now, Duration grace) {
        return in(row, openReply(row, situation), now, grace);
    }

    /** The due moment of its deliveries alone. */
    static @Nullable Instant ofDelivery(
            Conversation row, Situation situation, Instant now, Duration grace) {
        return deliveryDue(openReply(row, situation), now, grace);
    }

    private static @Nullable Reply openReply(Conversation row, Situation situation) {
        return row.channel().isPulled() ? null : situation.firstOpenReply().orElse(null);
    }

    static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static @Nullable Instant workDue(Conversation row, Instant now, Duration grace) {
        var turn = row.turn();
        if (turn != null) {
            return turnDue(turn);
        }
        return row.needsProcessing() ? now.plus(grace) : null;
    }

    private static Instant turnDue(Turn turn) {
        var notBefore = turn.notBefore();
        return notBefore != null && notBefore.isAfter(turn.leaseUntil())
                ? notBefore
                : turn.leaseUntil();
    }

    private static @Nullable Instant deliveryDue(
            @Nullable Reply open, Instant now, Duration grace) {
        if (open == null) {
            return null;
        }
        var until = open.delivery().until();
        return until != null ? until : now.plus(grace);
    }
}
