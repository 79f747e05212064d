package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Closure;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.CloseIdle;
import dev.parley.conversation.turn.Escalate;
import dev.parley.conversation.turn.Remind;
import dev.parley.conversation.turn.Resolve;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The post-processor-worker: design section 5, step 9, and what it does to silent conversations.
 * Each of its steps reads and writes at once, so a worker has nothing to lose between two steps but
 * the record that announces its words; and one that lives on after a rebalance is the same as a
 * record that comes again. Any silence is long enough, so that whoever comes back may come at any
 * moment.
 */
final class PostProcessors {
    private static final Closure CLOSURE = new Closure("farewell", 1, "");

    private final Moves moves;
    private final World world;

    PostProcessors(Moves moves) {
        this.moves = moves;
        this.world = moves.world();
    }

    void collect() {
        afterReply();
        if (world.row() != null) {
            remind();
            close();
        }
    }

    private void afterReply() {
        var topics = world.topics();
        int turn = Topics.lowest(topics.toPostProcess());
        if (turn < 0) {
            return;
        }
        var consumed =
                topics.withReplies(topics.toPostProcess() & ~Topics.bit(turn), topics.toDeliver());
        moves.add(
                Actor.POST_PROCESSOR,
                world.with(consumed),
                () -> "post-processor changes nothing after turn " + turn);
        resolve(turn, consumed);
        escalate(turn, consumed);
    }

    private void resolve(int turn, Topics consumed) {
        if (!world.may(Fault.RESOLVE)) {
            return;
        }
        var applied = moves.apply(new Resolve(Scope.CONVERSATION, turn, CLOSURE));
        var after = applied.world().spent(Fault.RESOLVE);
        moves.add(
                Actor.POST_PROCESSOR,
                after.with(consumed),
                () ->
                        "post-processor resolves after turn %d: %s"
                                .formatted(turn, applied.outcome().getClass().getSimpleName()));
        moves.add(
                Actor.POST_PROCESSOR,
                after,
                () -> "post-processor resolves after turn %d and CRASHES".formatted(turn));
    }

    private void escalate(int turn, Topics consumed) {
        if (!world.may(Fault.ESCALATE)) {
            return;
        }
        var draft = Executors.draft(Reply.Kind.HANDOVER, PlanPath.HUMAN);
        var applied =
                moves.apply(new Escalate(Scope.CONVERSATION, turn, draft, moves.scope().grace()));
        var after = applied.world().spent(Fault.ESCALATE);
        var reply =
                switch (applied.outcome()) {
                    case Escalate.Outcome.Escalated(var _, var said) -> said;
                    case Escalate.Outcome.DoneBefore(var _, var said) -> said;
                    case Escalate.Outcome.Due _, Escalate.Outcome.NotNow _ -> null;
                };
        moves.add(
                Actor.POST_PROCESSOR,
                announced(after.with(consumed), reply),
                () ->
                        "post-processor escalates after turn %d: %s"
                                .formatted(turn, applied.outcome().getClass().getSimpleName()));
        moves.add(
                Actor.POST_PROCESSOR,
                after,
                () -> "post-processor escalates after turn %d and CRASHES".formatted(turn));
    }

    private void remind() {
        if (!world.may(Fault.REMIND)) {
            return;
        }
        var draft = Executors.draft(Reply.Kind.REMINDER, PlanPath.PLAYBOOK);
        var applied =
                moves.apply(
                        new Remind(
                                Scope.CONVERSATION,
                                Duration.ZERO,
                                null,
                                draft,
                                moves.scope().grace()));
        if (applied.outcome() instanceof Remind.Outcome.Reminded reminded) {
            said(applied.world().spent(Fault.REMIND), reminded.reply(), "reminds the customer");
        }
    }

    private void close() {
        if (!world.may(Fault.CLOSE)) {
            return;
        }
        var draft = Executors.draft(Reply.Kind.CLOSING, PlanPath.PLAYBOOK);
        var applied =
                moves.apply(
                        new CloseIdle(
                                Scope.CONVERSATION,
                                Duration.ZERO,
                                null,
                                draft,
                                moves.scope().grace()));
        if (applied.outcome() instanceof CloseIdle.Outcome.Closed closed) {
            said(applied.world().spent(Fault.CLOSE), closed.reply(), "closes the conversation");
        }
    }

    /** Nobody may come again to announce it: then only due_at delivers it. */
    private void said(World after, Reply reply, String what) {
        moves.add(Actor.POST_PROCESSOR, announced(after, reply), () -> "post-processor " + what);
        moves.add(Actor.POST_PROCESSOR, after, () -> "post-processor " + what + " and CRASHES");
    }

    private World announced(World after, @Nullable Reply reply) {
        return reply == null ? after : Announcing.emitted(moves.scope(), after, reply.turn());
    }
}
