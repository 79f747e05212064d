package dev.parley.conversation.turn;

import dev.parley.conversation.Closure;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Ownership;
import dev.parley.conversation.Profile;
import dev.parley.conversation.Status;
import dev.parley.conversation.Timeline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Erases what was said in a conversation, on demand or because its retention is over. The row stays
 * without any of it, with its counters: a trigger or a write from before finds nothing to do, a
 * redelivered message is known, and a new one belongs to the conversation's successor.
 *
 * @param endedBefore erases only one that ended before, so that whoever writes at that moment wins;
 *     null erases it however it stands
 */
public record Erase(ConversationId conversation, @Nullable Instant endedBefore)
        implements Step<Erase.Outcome> {
    /** One that is asked for. */
    public Erase(ConversationId conversation) {
        this(conversation, null);
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * It is gone.
         *
         * @param messages how many messages there were, of any author
         * @param replies how many of them were replies
         */
        record Erased(Conversation row, long messages, long replies) implements Outcome {}

        /** It was gone before. */
        record ErasedBefore(Conversation row) implements Outcome {}

        /** It has not ended so long ago, or goes on again. */
        record Kept(Conversation row) implements Outcome {}

        record NotFound() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var found = situation.conversation();
        if (found.isEmpty()) {
            return Decision.unchanged(new Outcome.NotFound());
        }
        var row = found.get();
        if (row.status() == Status.ERASED) {
            return Decision.unchanged(new Outcome.ErasedBefore(row));
        }
        if (endedBefore != null && !isOver(row, endedBefore)) {
            return Decision.unchanged(new Outcome.Kept(row));
        }
        var closure = row.closure();
        var progress = row.progress();
        var erased =
                row.withoutTurn()
                        .withStatus(Status.ERASED)
                        .withProgress(progress.answered(progress.lastSeq()))
                        .withOwnership(row.ownership().passedTo(Ownership.Owner.AI))
                        .withDueAt(null)
                        .withProfile(Profile.INITIAL)
                        .withTimeline(Timeline.startingAt(row.timeline().createdAt()).endedAt(now))
                        .withClosure(
                                new Closure(
                                        Closure.ERASED,
                                        1,
                                        "",
                                        closure == null ? null : closure.continuedIn()))
                        .nextVersion();
        return Decision.of(
                new Outcome.Erased(erased, progress.lastSeq(), row.lastOutSeq()),
                new Change.EraseContents(),
                new Change.SaveConversation(erased));
    }

    private static boolean isOver(Conversation row, Instant before) {
        var endedAt = row.timeline().endedAt();
        return row.status().isEnded() && endedAt != null && endedAt.isBefore(before);
    }
}
