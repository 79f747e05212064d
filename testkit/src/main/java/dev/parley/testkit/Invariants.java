package dev.parley.testkit;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What holds of every conversation in a store, whatever happened to it. Reads without a common
 * moment: nobody may write the conversation meanwhile.
 */
public final class Invariants {
    private static final int ALL = Integer.MAX_VALUE;

    private final List<String> violations = new ArrayList<>();
    private final Conversation row;
    private final List<Message> messages;
    private final List<Reply> replies;
    private final List<Disposition> dispositions;

    private Invariants(ConversationStore store, Conversation row) {
        this.row = row;
        this.messages = store.messages(row.id(), 0, ALL);
        this.replies = store.replies(row.id(), 0, ALL);
        this.dispositions = store.dispositions(row.id(), ALL);
    }

    /**
     * Checks one conversation.
     *
     * @throws AssertionError naming every invariant that does not hold
     */
    public static void check(ConversationStore store, ConversationId id) {
        var found = violations(store, id);
        if (!found.isEmpty()) {
            throw new AssertionError(id + " violates:\n  " + String.join("\n  ", found));
        }
    }

    /** What does not hold of one conversation; empty when all does. */
    public static List<String> violations(ConversationStore store, ConversationId id) {
        var row = store.find(id);
        if (row.isEmpty()) {
            return List.of("the conversation does not exist");
        }
        var check = new Invariants(store, row.get());
        check.messagesAreNumberedWithoutGaps();
        check.repliesAreOnePerTurnAndInOrder();
        check.dispositionsCoverEachInboundMessageOnce();
        check.dispositionsHaveTheirReplies();
        check.openTurnAnswersWhatIsUnanswered();
        check.workHasADueMoment();
        check.deliveriesKeepTheirOrder();
        check.endIsToldWhereThereIsOne();
        return check.violations;
    }

    /**
     * Checks that the rows of one conversation, as steps returned them in any order, only went
     * forward.
     *
     * @throws AssertionError naming what went back
     */
    public static void checkForward(List<Conversation> rows) {
        var ordered =
                rows.stream().sorted(Comparator.comparingLong(Conversation::version)).toList();
        checkForward("answeredThrough", ordered, row -> row.progress().answeredThrough());
        checkForward("lastSeq", ordered, row -> row.progress().lastSeq());
        checkForward("lastInboundSeq", ordered, row -> row.progress().lastInboundSeq());
        checkForward("turnNumber", ordered, Conversation::turnNumber);
        checkForward("lastOutSeq", ordered, Conversation::lastOutSeq);
        checkForward("ownership epoch", ordered, row -> row.ownership().epoch());
    }

    private static void checkForward(
            String what, List<Conversation> ordered, ToLongFunction<Conversation> value) {
        for (int i = 1; i < ordered.size(); i++) {
            long before = value.applyAsLong(ordered.get(i - 1));
            long after = value.applyAsLong(ordered.get(i));
            if (after < before) {
                throw new AssertionError(
                        "%s: %s went back from %d to %d at version %d"
                                .formatted(
                                        ordered.get(i).id(),
                                        what,
                                        before,
                                        after,
                                        ordered.get(i).version()));
            }
        }
    }

    private void messagesAreNumberedWithoutGaps() {
        var ids = new HashSet<String>();
        long lastInbound = 0;
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            require(
                    message.seq() == i + 1,
                    "message %s has seq %d, not %d",
                    message.id(),
                    message.seq(),
                    i + 1);
            require(ids.add(message.id()), "message id %s occurs twice", message.id());
            lastInbound = isInbound(message) ? message.seq() : lastInbound;
        }
        var progress = row.progress();
        require(
                progress.lastSeq() == messages.size(),
                "lastSeq is %d with %d messages",
                progress.lastSeq(),
                messages.size());
        require(
                progress.lastInboundSeq() == lastInbound,
                "lastInboundSeq is %d, not %d",
                progress.lastInboundSeq(),
                lastInbound);
    }

    private void repliesAreOnePerTurnAndInOrder() {
        long lastTurn = 0;
        for (int i = 0; i < replies.size(); i++) {
            var reply = replies.get(i);
            require(
                    reply.outSeq() == i + 1,
                    "reply of turn %d has outSeq %d, not %d",
                    reply.turn(),
                    reply.outSeq(),
                    i + 1);
            require(
                    reply.turn() > lastTurn,
                    "reply of turn %d after one of turn %d",
                    reply.turn(),
                    lastTurn);
            lastTurn = reply.turn();
            require(
                    messages.stream().anyMatch(message -> isMessageOf(message, reply)),
                    "reply of turn %d has no message at %d",
                    reply.turn(),
                    reply.seq());
        }
        require(
                lastTurn <= row.turnNumber(),
                "a reply of turn %d, the newest is %d",
                lastTurn,
                row.turnNumber());
        require(
                row.lastOutSeq() == replies.size(),
                "lastOutSeq is %d with %d replies",
                row.lastOutSeq(),
                replies.size());
        long said = messages.stream().filter(Invariants::isOurs).count();
        require(said == replies.size(), "%d messages of ours, %d replies", said, replies.size());
    }

    private void dispositionsCoverEachInboundMessageOnce() {
        long covered = 0;
        for (var disposition : dispositions) {
            require(disposition.from() >= covered, "%s overlaps the one before", disposition);
            covered = disposition.through();
        }
        long watermark = row.progress().answeredThrough();
        require(
                covered <= watermark,
                "a disposition through %d above the watermark %d",
                covered,
                watermark);
        for (var message : messages) {
            if (isInbound(message)) {
                long count =
                        dispositions.stream().filter(range -> range.covers(message.seq())).count();
                require(
                        count == (message.seq() <= watermark ? 1 : 0),
                        "message %d has %d dispositions, the watermark is %d",
                        message.seq(),
                        count,
                        watermark);
            }
        }
    }

    private void dispositionsHaveTheirReplies() {
        for (var disposition : dispositions) {
            var expected =
                    switch (disposition.kind()) {
                        case ANSWERED -> List.of(Reply.Kind.ANSWER);
                        case PARKED -> List.of(Reply.Kind.APOLOGY);
                        case HUMAN, IGNORED -> List.<Reply.Kind>of();
                    };
            require(
                    expected.isEmpty()
                            || replies.stream()
                                    .anyMatch(reply ->
                                            Long.valueOf(reply.turn()).equals(disposition.turn())
                                                    && expected.contains(reply.kind())
                                                    && reply.through() >= disposition.through()),
                    "%s has no reply",
                    disposition);
        }
    }

    private void openTurnAnswersWhatIsUnanswered() {
        var turn = row.turn();
        if (row.isHumanOwned()) {
            require(turn == null && !row.needsProcessing(), "human-owned with open work");
        }
        if (turn != null) {
            require(
                    turn.number() == row.turnNumber(),
                    "turn %d is open, the newest is %d",
                    turn.number(),
                    row.turnNumber());
            require(
                    turn.isRedrive(row.progress())
                            ? isParked(turn)
                            : turn.from() == row.progress().answeredThrough(),
                    "the open turn answers from %d, which is neither the watermark %d nor parked",
                    turn.from(),
                    row.progress().answeredThrough());
            require(
                    turn.from() < turn.through()
                            && turn.through() <= row.progress().lastInboundSeq(),
                    "the open turn answers (%d, %d], the newest is %d",
                    turn.from(),
                    turn.through(),
                    row.progress().lastInboundSeq());
            require(
                    replies.stream().noneMatch(reply -> reply.turn() == turn.number()),
                    "turn %d is open and has a reply",
                    turn.number());
        }
    }

    private boolean isParked(Turn turn) {
        return dispositions.stream()
                .anyMatch(disposition ->
                        disposition.kind() == Disposition.Kind.PARKED
                                && disposition.from() == turn.from()
                                && disposition.through() == turn.through());
    }

    private void workHasADueMoment() {
        boolean work =
                row.needsProcessing()
                        || row.turn() != null
                        || replies.stream().anyMatch(Invariants::isUndelivered);
        require(!work || row.dueAt() != null, "work is left and no due moment set");
    }

    private void deliveriesKeepTheirOrder() {
        boolean open = false;
        for (var reply : replies) {
            require(
                    !row.channel().isPulled()
                            || reply.delivery().phase() == DeliveryState.Phase.SENT,
                    "reply %d of a pulled channel is %s",
                    reply.outSeq(),
                    reply.delivery().phase());
            require(
                    !open || reply.delivery().equals(DeliveryState.PENDING),
                    "reply %d is %s before an earlier one is done",
                    reply.outSeq(),
                    reply.delivery().phase());
            open |= isUndelivered(reply);
        }
    }

    private void endIsToldWhereThereIsOne() {
        require(
                row.status().isEnded() == (row.timeline().endedAt() != null),
                "status %s, ended at %s",
                row.status(),
                String.valueOf(row.timeline().endedAt()));
        require(
                row.status().isEnded() == (row.closure() != null),
                "status %s, closure %s",
                row.status(),
                String.valueOf(row.closure()));
    }

    private void require(boolean holds, String violation, Object... details) {
        if (!holds) {
            violations.add(violation.formatted(details));
        }
    }

    private static boolean isInbound(Message message) {
        return message.role() == Message.Role.USER;
    }

    private static boolean isOurs(Message message) {
        return message.role() == Message.Role.ASSISTANT || message.role() == Message.Role.SYSTEM;
    }

    private static boolean isUndelivered(Reply reply) {
        return !reply.delivery().phase().isFinal();
    }

    private static boolean isMessageOf(Message message, Reply reply) {
        return message.seq() == reply.seq()
                && message.role()
                        == (reply.kind() == Reply.Kind.CLOSING
                                ? Message.Role.SYSTEM
                                : Message.Role.ASSISTANT)
                && message.id().equals(reply.messageId())
                && message.text().equals(reply.text());
    }
}
