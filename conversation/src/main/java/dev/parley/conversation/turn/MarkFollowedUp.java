package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Status;
import java.time.Instant;
import java.util.Set;

/**
 * Marks replies as followed up, so that nobody does it again. The mark passes no reply that was
 * not: what lies above it is done again in time. A mark that is lost costs that, and no more.
 *
 * @param outSeqs positions of the replies that were
 */
public record MarkFollowedUp(ConversationId conversation, Set<Long> outSeqs)
        implements Step<MarkFollowedUp.Outcome> {
    public MarkFollowedUp {
        outSeqs = Set.copyOf(outSeqs);
    }

    /** What came of it. */
    public enum Outcome {
        MARKED,
        /** It was marked before, or an earlier reply is not followed up. */
        UNCHANGED
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        if (row == null || row.status() == Status.ERASED) {
            return Decision.unchanged(Outcome.UNCHANGED);
        }
        long mark = mark(row);
        return mark == row.followedUp()
                ? Decision.unchanged(Outcome.UNCHANGED)
                : Decision.of(
                        Outcome.MARKED,
                        new Change.SaveConversation(row.withFollowedUp(mark).nextVersion()));
    }

    private long mark(Conversation row) {
        long mark = row.followedUp();
        while (mark < row.lastOutSeq() && outSeqs.contains(mark + 1)) {
            mark++;
        }
        return mark;
    }
}
