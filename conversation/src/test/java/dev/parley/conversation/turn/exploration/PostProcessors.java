package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Closure;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.CloseIdle;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.Escalate;
import dev.parley.conversation.turn.MarkFollowedUp;
import dev.parley.conversation.turn.Remind;
import dev.parley.conversation.turn.Resolve;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
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
            retain();
            purge();
            mark();
            scan();
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
                followedUp(world.with(consumed), turn),
                () -> "post-processor does nothing more after turn " + turn);
        resolve(turn, consumed);
        escalate(turn, consumed);
    }

    /** It has looked after the reply, and remembers that until it marks it. */
    private World followedUp(World after, int turn) {
        return moves.scope().followsUp()
                ? after.stored()
                        .replyOf(turn)
                        .map(reply -> after.with(after.followed().with(reply.outSeq())))
                        .orElse(after)
                : after;
    }

    /** Behind its work, and what was not written yet goes with the process. */
    private void mark() {
        int unmarked = world.followed().unmarked();
        if (unmarked == 0) {
            return;
        }
        var outSeqs = new HashSet<Long>();
        for (long outSeq = 1; outSeq <= 15; outSeq++) {
            if (Stored.isSet(unmarked, outSeq)) {
                outSeqs.add(outSeq);
            }
        }
        var forgotten = world.followed().withoutMemory();
        moves.add(
                Actor.POST_PROCESSOR,
                moves.apply(new MarkFollowedUp(Scope.CONVERSATION, outSeqs))
                        .world()
                        .with(forgotten),
                () -> "post-processor marks replies " + outSeqs);
        moves.addUnpromised(
                Actor.POST_PROCESSOR,
                world.with(forgotten),
                () -> "post-processor CRASHES before it marks replies " + outSeqs);
    }

    /** The slow look for replies that nobody followed up. */
    private void scan() {
        var row = Objects.requireNonNull(world.row());
        if (!moves.scope().followsUp()
                || !moves.protocol().scansForFollowUps()
                || world.followed().unmarked() != 0) {
            return;
        }
        var after = world;
        for (var reply : world.stored().shown().toList()) {
            if (reply.outSeq() > row.followedUp()) {
                after = Announcing.emitted(moves.scope(), after, reply.turn());
            }
        }
        if (!after.equals(world)) {
            moves.add(
                    Actor.FOLLOW_UP,
                    after,
                    () -> "the follow-up scan announces what lies above " + row.followedUp());
        }
    }

    /** From a list that may be old: whoever wrote since wins. */
    private void retain() {
        if (!world.may(Fault.RETAIN)) {
            return;
        }
        var applied = moves.apply(new Erase(Scope.CONVERSATION, Clock.NOW.plusMillis(1)));
        if (!(applied.outcome() instanceof Erase.Outcome.Kept)) {
            moves.add(
                    Actor.POST_PROCESSOR,
                    applied.world().spent(Fault.RETAIN),
                    () -> "RETENTION erases the conversation");
        }
    }

    /**
     * In slices. Whoever asked for the erasure goes on unless it dies; then only retention does.
     */
    private void purge() {
        if (!world.isErased() || world.stored().isPurged()) {
            return;
        }
        var after = world.with(world.stored().purged());
        if (moves.protocol().finishesErasures()) {
            moves.add(Actor.RETENTION, after, () -> "a slice of what was erased is removed");
        } else {
            moves.addUnpromised(Actor.RETENTION, after, () -> "whoever erased removes a slice");
        }
    }

    private void resolve(int turn, Topics consumed) {
        if (!world.may(Fault.RESOLVE)) {
            return;
        }
        var applied = moves.apply(new Resolve(Scope.CONVERSATION, turn, CLOSURE));
        var after = applied.world().spent(Fault.RESOLVE);
        moves.add(
                Actor.POST_PROCESSOR,
                followedUp(after.with(consumed), turn),
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
                followedUp(announced(after.with(consumed), reply), turn),
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
