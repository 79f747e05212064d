package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Ownership;
import dev.parley.conversation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/**
 * Step 10, takeover: a person owns the conversation from now on. The open turn is closed,
 * everything unanswered is theirs, and no reply of an older epoch is sent any more; one that is
 * being sent may still arrive.
 *
 * @param by who takes over, for the record
 * @param grace how long a delivery may stay unattended
 */
public record TakeOver(ConversationId conversation, String by, Duration grace)
        implements Step<TakeOver.Outcome> {

    /** What came of it. */
    public sealed interface Outcome {
        record TakenOver(Conversation row) implements Outcome {}

        record AlreadyHuman(Conversation row) implements Outcome {}

        record NotFound() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var found = situation.conversation();
        if (found.isEmpty() || found.get().status() == Status.ERASED) {
            return Decision.unchanged(new Outcome.NotFound());
        }
        var row = found.get();
        if (!row.ownership().isAi()) {
            return Decision.unchanged(new Outcome.AlreadyHuman(row));
        }
        var changes = new ArrayList<Change>();
        var progress = row.progress();
        if (progress.isBehind()) {
            changes.add(
                    new Change.AddDisposition(
                            new Disposition(
                                    progress.answeredThrough(),
                                    progress.lastInboundSeq(),
                                    Disposition.Kind.HUMAN,
                                    null,
                                    "taken over by " + by,
                                    now)));
            progress = progress.answered(progress.lastInboundSeq());
        }
        var taken =
                row.withoutTurn()
                        .withStatus(Status.PENDING_HUMAN)
                        .withOwnership(row.ownership().passedTo(Ownership.Owner.HUMAN))
                        .withTimeline(row.timeline().goingOn())
                        .withClosure(null)
                        .withProgress(progress);
        var saved = Due.in(taken, situation, now, grace).nextVersion();
        changes.add(new Change.SaveConversation(saved));
        return new Decision<>(new Outcome.TakenOver(saved), changes);
    }
}
