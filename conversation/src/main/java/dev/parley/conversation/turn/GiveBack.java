package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Ownership;
import dev.parley.conversation.Status;
import java.time.Instant;

/**
 * Step 10, return: the pipeline answers from the next message on. It also takes up a conversation
 * that waits for a person nobody became.
 */
public record GiveBack(ConversationId conversation) implements Step<GiveBack.Outcome> {

    /** What came of it. */
    public sealed interface Outcome {
        record GivenBack(Conversation row) implements Outcome {}

        record AlreadyOurs(Conversation row) implements Outcome {}

        record NotFound() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var found = situation.conversation();
        if (found.isEmpty()) {
            return Decision.unchanged(new Outcome.NotFound());
        }
        var row = found.get();
        if (!row.isHumanOwned()) {
            return Decision.unchanged(new Outcome.AlreadyOurs(row));
        }
        // Past what people wrote meanwhile: the next turn's range begins with a customer's message.
        var back =
                row.withStatus(Status.OPEN)
                        .withProgress(row.progress().answered(row.progress().lastSeq()))
                        .withOwnership(row.ownership().passedTo(Ownership.Owner.AI))
                        .nextVersion();
        return Decision.of(new Outcome.GivenBack(back), new Change.SaveConversation(back));
    }
}
