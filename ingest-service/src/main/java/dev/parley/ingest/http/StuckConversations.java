package dev.parley.ingest.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Backlog;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in which some message has had no disposition for long, or a redriven turn no end:
 * the longest first.
 *
 * @param partitions where accepted messages have not been taken up for as long, the longest first;
 *     for the operator alone, and absent while it cannot be told
 */
@JsonInclude(NON_NULL)
record StuckConversations(List<Stuck> conversations, @Nullable List<StuckPartition> partitions) {
    /**
     * A partition whose first record was not taken up for long.
     *
     * @param committed offset of that record
     * @param end offset after the last
     */
    record StuckPartition(
            String topic, int partition, long committed, long end, Instant waitingSince) {
        static StuckPartition of(Backlog.Held held) {
            return new StuckPartition(
                    held.topic(), held.partition(), held.committed(), held.end(), held.oldest());
        }
    }

    /**
     * One of them. Times are the store's.
     *
     * @param waitingSince since when
     * @param unanswered how many positions lie above the watermark, and in a turn that is redriven
     * @param dueAt when the sweep looks at it
     * @param turn the turn at work, if one is open
     */
    @JsonInclude(NON_NULL)
    record Stuck(
            String organization,
            String conversation,
            String status,
            Instant waitingSince,
            long unanswered,
            @Nullable Instant dueAt,
            @Nullable StuckTurn turn) {
        static Stuck of(Conversation row) {
            var turn = row.turn();
            return new Stuck(
                    row.id().organization(),
                    row.id().conversation(),
                    Names.of(row.status()),
                    Objects.requireNonNull(row.timeline().waitingSince()),
                    unanswered(row, turn),
                    row.dueAt(),
                    turn == null ? null : StuckTurn.of(turn));
        }

        private static long unanswered(Conversation row, @Nullable Turn turn) {
            var progress = row.progress();
            long redriven =
                    turn != null && turn.isRedrive(progress) ? turn.through() - turn.from() : 0;
            return redriven + Math.max(0, progress.lastInboundSeq() - progress.answeredThrough());
        }
    }

    /** The turn at work, with what went wrong. */
    @JsonInclude(NON_NULL)
    record StuckTurn(
            long number,
            String phase,
            int attempt,
            int begins,
            int failures,
            @Nullable String lastFailure,
            Instant leaseUntil,
            @Nullable Instant notBefore) {
        private static StuckTurn of(Turn turn) {
            return new StuckTurn(
                    turn.number(),
                    Names.of(turn.phase()),
                    turn.attempt(),
                    turn.begins(),
                    turn.failures(),
                    turn.lastFailure(),
                    turn.leaseUntil(),
                    turn.notBefore());
        }
    }
}
