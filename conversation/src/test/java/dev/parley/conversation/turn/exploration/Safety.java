package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Change;
import dev.parley.conversation.turn.CloseIdle;
import dev.parley.conversation.turn.Erase;
import dev.parley.conversation.turn.Escalate;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.PutBack;
import dev.parley.conversation.turn.Remind;
import dev.parley.conversation.turn.Step;
import dev.parley.conversation.turn.Transition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what a step writes with what was there, whatever the step is. */
final class Safety {
    private final Scope scope;
    private final Stored before;
    private final @Nullable Conversation row;

    Safety(Scope scope, Stored before) {
        this.scope = scope;
        this.before = before;
        this.row = before.row();
    }

    /** The first thing that is wrong with the step's changes, if anything is. */
    @Nullable Violation inspect(Step<?> step, List<Change> changes) {
        for (var change : changes) {
            var violation = inspect(step, change);
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    private @Nullable Violation inspect(Step<?> step, Change change) {
        if (row != null && row.status() == Status.ERASED) {
            return change instanceof Change.SaveConversation save
                            && save.row().status() == Status.ERASED
                    ? null
                    : Violation.WRITTEN_AFTER_ERASURE;
        }
        return switch (change) {
            case Change.SaveConversation save -> ofRow(step, save.row());
            case Change.AddMessage add ->
                    add.key() != null && before.locate(add.key()).isPresent()
                            ? Violation.STORED_TWICE
                            : null;
            case Change.AddDisposition add ->
                    (before.customersIn(add.disposition()) & before.disposed()) != 0
                            ? Violation.DISPOSED_TWICE
                            : null;
            case Change.ReplaceDisposition replace ->
                    isParked(replace.disposition()) ? null : Violation.REPLACED_UNPARKED;
            case Change.AddReply add -> ofReply(step, add.reply());
            case Change.UpdateDelivery update ->
                    before.replies().stream()
                                    .anyMatch(reply ->
                                            reply.outSeq() == update.outSeq()
                                                    && reply.delivery().phase().isFinal())
                            ? Violation.DELIVERY_REVIVED
                            : null;
            case Change.EraseContents _ -> null;
            case Change.MarkDone done ->
                    before.isDone(done.turn(), done.step()) ? Violation.DONE_TWICE : null;
        };
    }

    private boolean isParked(Disposition successor) {
        return before.parked().stream()
                .anyMatch(parked ->
                        parked.from() == successor.from()
                                && parked.through() == successor.through());
    }

    private @Nullable Violation ofRow(Step<?> step, Conversation after) {
        if (!Transition.isAllowed(step, row == null ? null : row.status(), after.status())) {
            return Violation.WRONG_STATUS;
        }
        if (row == null) {
            return after.version() == 1 ? null : Violation.WRONG_VERSION;
        }
        if (after.version() != row.version() + 1) {
            return Violation.WRONG_VERSION;
        }
        if (step instanceof Erase erase && erase.endedBefore() != null && !row.status().isEnded()) {
            return Violation.ERASED_OVER_NEWER;
        }
        if (after.progress().answeredThrough() < row.progress().answeredThrough()) {
            return Violation.WATERMARK_FELL;
        }
        if (after.status() == Status.RESOLVED && row.status() != Status.RESOLVED && !isSettled()) {
            return Violation.RESOLVED_OVER_NEWER;
        }
        boolean ended = after.status().isEnded();
        return ended != (after.timeline().endedAt() != null) || ended != (after.closure() != null)
                ? Violation.ENDED_OR_NOT
                : null;
    }

    /** Tells whether the newest thing in the conversation is the reply of its newest turn. */
    private boolean isSettled() {
        if (row == null || row.turn() != null || !row.ownership().isAi()) {
            return false;
        }
        var newest = before.replyOf(row.turnNumber());
        return newest.isPresent()
                && newest.get().through() >= row.progress().lastInboundSeq()
                && row.status() == Status.OPEN;
    }

    /** Tells whether nothing is unanswered in a conversation of ours. */
    private boolean isQuiet() {
        return row != null
                && row.turn() == null
                && row.ownership().isAi()
                && row.status() == Status.OPEN
                && !row.needsProcessing();
    }

    private @Nullable Violation ofNotice(Step<?> step, Reply reply) {
        if (!isQuiet()
                || (step instanceof Escalate escalate
                        && (escalate.turnNumber() != reply.turn() - 1 || !isSettled()))) {
            return reply.kind() == Reply.Kind.CLOSING
                    ? Violation.CLOSED_OVER_NEWER
                    : Violation.NOTICE_OVER_NEWER;
        }
        boolean again =
                reply.kind() == Reply.Kind.REMINDER
                        && !before.replies().isEmpty()
                        && before.replies().getLast().kind() == Reply.Kind.REMINDER;
        return again ? Violation.REMINDED_TWICE : null;
    }

    private @Nullable Violation ofReply(Step<?> step, Reply reply) {
        if (before.replyOf(reply.turn()).isPresent()) {
            return Violation.TWO_REPLIES;
        }
        if (step instanceof PutBack) {
            return before.replies().stream()
                            .anyMatch(other -> other.committedAt().equals(reply.committedAt()))
                    ? Violation.PUT_BACK_TWICE
                    : null;
        }
        if (step instanceof Escalate || step instanceof Remind || step instanceof CloseIdle) {
            return ofNotice(step, reply);
        }
        var turn = row == null ? null : row.turn();
        if (row == null
                || turn == null
                || !row.ownership().isAi()
                || row.ownership().epoch() != turn.ownershipEpoch()) {
            return Violation.REPLY_AFTER_TAKEOVER;
        }
        boolean ofNoUse = step instanceof Fail fail && fail.next() instanceof Fail.Next.Never;
        boolean triesAreOver =
                ofNoUse
                        || turn.failures() + 1 >= Scope.MAX_FAILURES
                        || turn.begins() >= scope.maxBegins()
                        || turn.emissions() > scope.retries().maxEmissions()
                        || isAwayTooLong(step, turn);
        return reply.kind() == Reply.Kind.APOLOGY && !triesAreOver ? Violation.EARLY_APOLOGY : null;
    }

    private static boolean isAwayTooLong(Step<?> step, Turn turn) {
        var since = turn.awaySince();
        return step instanceof Fail fail
                && fail.next() instanceof Fail.Next.Away
                && since != null
                && -since.toEpochMilli() >= Scope.PATIENCE;
    }

    /** Checks the range of a claimed turn. */
    @Nullable Violation inspectRange(long from, long through) {
        int range = Stored.upTo(through) & ~Stored.upTo(from);
        return (before.customers() & range) == 0 ? Violation.EMPTY_TURN : null;
    }

    /**
     * Checks that what a turn answers was in its prompt, given as the messages' numbers in bits.
     */
    @Nullable Violation inspectAnswer(List<Change> changes, int prompt) {
        int answered = 0;
        for (var change : changes) {
            var disposition =
                    switch (change) {
                        case Change.AddDisposition add -> add.disposition();
                        case Change.ReplaceDisposition replace -> replace.disposition();
                        default -> null;
                    };
            if (disposition != null && disposition.kind() == Disposition.Kind.ANSWERED) {
                answered |= before.customersIn(disposition);
            }
        }
        return (before.numbersAt(answered) & ~prompt) == 0 ? null : Violation.ANSWERED_UNREAD;
    }

    /** Checks a send that is about to start. */
    @Nullable Violation inspectSend(Reply reply, long taken) {
        if (row == null
                || !row.ownership().isAi()
                || row.ownership().epoch() != reply.ownershipEpoch()) {
            return Violation.SENT_AFTER_TAKEOVER;
        }
        boolean inOrder =
                before.replies().stream()
                        .allMatch(other ->
                                other.outSeq() < reply.outSeq()
                                        ? other.delivery().phase().isFinal()
                                        : other.outSeq() == reply.outSeq()
                                                || Nibbles.get(taken, other.outSeq()) == 0);
        return inOrder ? null : Violation.OUT_OF_ORDER;
    }
}
