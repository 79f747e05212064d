package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Progress;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Escalate;
import dev.parley.conversation.turn.MarkFollowedUp;
import dev.parley.conversation.turn.Remind;
import dev.parley.conversation.turn.Resolve;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/** What follows a reply, with one protection of a step taken away. */
final class BrokenFollowUp {
    private BrokenFollowUp() {}

    /** The newest reply that was followed up stands for those before it. */
    static Protocol markingTheNewest() {
        return BrokenSteps.seeing(
                MarkFollowedUp.class,
                (mark, stored) -> {
                    var row = stored.row();
                    return row == null
                            ? stored
                            : stored.withRow(row.withFollowedUp(first(mark.outSeqs()) - 1));
                });
    }

    private static long first(Set<Long> outSeqs) {
        return Collections.min(outSeqs);
    }

    /** A reply ends its conversation. */
    static Protocol resolvingAtTheAnswer() {
        return BrokenSteps.writing(Commit.class, (_, row) -> row.withStatus(Status.RESOLVED));
    }

    /** A resolution is written without a look at what happened meanwhile. */
    static Protocol resolvingBlindly() {
        return new Protocol() {
            @Override
            <O> Decision<O> decide(Step<O> step, Situation situation, Instant now) {
                var decision = super.decide(step, situation, now);
                var row = situation.conversation().orElse(null);
                return step instanceof Resolve && row != null
                        ? Decision.of(
                                decision.outcome(),
                                new Change.SaveConversation(
                                        row.withStatus(Status.RESOLVED).nextVersion()))
                        : decision;
            }
        };
    }

    /** A notice of the kind is said although the customer wrote meanwhile. */
    static Protocol sayingOverWhoeverWrote(Class<? extends Step<?>> kind) {
        return BrokenSteps.seeing(
                kind,
                (_, stored) -> {
                    var row = stored.row();
                    return row == null || !row.ownership().isAi()
                            ? stored
                            : stored.withRow(asIfAnswered(row));
                });
    }

    private static Conversation asIfAnswered(Conversation row) {
        return row.withStatus(Status.OPEN)
                .withoutTurn()
                .withProgress(row.progress().answered(row.progress().lastSeq()));
    }

    /** A reminder looks as if nobody had been reminded. */
    static Protocol remindingAgain() {
        return BrokenSteps.seeing(
                Remind.class,
                (_, stored) ->
                        stored.withReplies(
                                stored.replies().stream().map(BrokenFollowUp::asAnswer).toList()));
    }

    private static Reply asAnswer(Reply reply) {
        return new Reply(
                reply.turn(),
                reply.messageId(),
                reply.seq(),
                reply.outSeq(),
                reply.from(),
                reply.through(),
                reply.ownershipEpoch(),
                Reply.Kind.ANSWER,
                reply.text(),
                reply.metadata(),
                reply.committedAt(),
                reply.delivery());
    }

    /** An escalation looks as if nothing had come after its turn's reply. */
    static Protocol escalatingBlindly() {
        return BrokenSteps.seeing(
                Escalate.class,
                (escalate, stored) -> {
                    var row = stored.row();
                    var reply = stored.replyOf(escalate.turnNumber()).orElse(null);
                    if (row == null || reply == null || !row.ownership().isAi()) {
                        return stored;
                    }
                    var last = row.progress().lastSeq();
                    return stored.withRow(
                            row.withStatus(Status.OPEN)
                                    .withoutTurn()
                                    .withTurnNumber(reply.turn())
                                    .withProgress(new Progress(last, reply.through(), last)));
                });
    }
}
