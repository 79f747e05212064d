package dev.parley.standalone.faults;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import dev.parley.standalone.client.ParleyClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Counts everything before the last reply as answered, and sends a second message right before that
 * reply.
 */
final class LastReplyWatermark implements Intervention {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ParleyClient client;
    private final ConversationId id;
    private final CountDownLatch stored = new CountDownLatch(1);

    LastReplyWatermark(ParleyClient client, ConversationId id) {
        this.client = client;
        this.id = id;
    }

    @Override
    public void reached(FaultPoint point, @Nullable ConversationId conversation) {
        if (point == FaultPoint.AFTER_MODEL && id.equals(conversation) && stored.getCount() > 0) {
            client.send(id.organization(), id.conversation(), "m2", "And what about me?");
            Bound.await("the second message is stored", LIMIT, stored);
        }
    }

    @Override
    public void applied(Step<?> step, @Nullable Object outcome) {
        if (outcome instanceof Append.Outcome.Appended appended
                && appended.row().id().equals(id)
                && appended.seq() > 1) {
            stored.countDown();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // what stands in for a commit has its outcomes
    public <O> Step<O> step(Step<O> step) {
        return step instanceof Commit commit && commit.conversation().equals(id)
                ? (Step<O>) new RaisedToReply(commit)
                : step;
    }

    private record RaisedToReply(Commit commit) implements Step<Commit.Outcome> {
        @Override
        public ConversationId conversation() {
            return commit.conversation();
        }

        @Override
        public Decision<Commit.Outcome> decide(Situation situation, Instant now) {
            var decision = commit.decide(situation, now);
            var outcome =
                    decision.outcome() instanceof Commit.Outcome.Committed(var row, var reply)
                            ? new Commit.Outcome.Committed(raised(row), reply)
                            : decision.outcome();
            return new Decision<>(
                    outcome, decision.changes().stream().map(RaisedToReply::raised).toList());
        }

        private static Change raised(Change change) {
            return change instanceof Change.SaveConversation(var row)
                    ? new Change.SaveConversation(raised(row))
                    : change;
        }

        private static Conversation raised(Conversation row) {
            return row.withProgress(row.progress().answered(row.progress().lastSeq()))
                    .withDueAt(null);
        }
    }
}
