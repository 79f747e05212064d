package dev.parley.standalone.play;

import dev.parley.standalone.client.ConversationView;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.MessageView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was sent in a conversation with what is stored of it. Pure.
 *
 * <p>Where the stored conversation is cut off, older messages are not missed and older replies not
 * asked for.
 */
public final class Audit {
    private final List<Played> sent;
    private final @Nullable ConversationView stored;
    private final List<MessageView> messages;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> lost = new HashSet<>();

    private Audit(List<Played> sent, @Nullable ConversationView stored) {
        this.sent = sent;
        this.stored = stored;
        this.messages = stored == null ? List.of() : stored.messages();
    }

    /**
     * Checks one conversation.
     *
     * @param sent every message that was sent, accepted or not
     * @param stored the conversation as it was read back afterwards; absent when the server does
     *     not know it
     * @return what must not be, empty when all is well
     */
    public static List<Finding> check(List<Played> sent, @Nullable ConversationView stored) {
        var audit = new Audit(sent, stored);
        audit.everyAcceptedMessageHasAnEnd();
        audit.everyMessageIsStoredOnce();
        audit.everyTurnHasOneReply();
        audit.everyReplyBelongsToATurnOfOurMessages();
        audit.everyAnsweredMessageHasItsReply();
        return List.copyOf(audit.findings);
    }

    private void everyAcceptedMessageHasAnEnd() {
        sent.stream()
                .filter(message -> message.accepted() && message.fate() == null)
                .forEach(message -> lost(message, "was accepted and has no disposition"));
    }

    private void everyMessageIsStoredOnce() {
        var counts =
                messages.stream()
                        .filter(MessageView::isFromUser)
                        .collect(Collectors.groupingBy(MessageView::id, Collectors.counting()));
        for (var message : sent) {
            var count = counts.getOrDefault(message.id(), 0L);
            if (count > 1) {
                duplicate("message %s is stored %d times".formatted(message.id(), count));
            } else if (count == 0 && message.fate() != null && isComplete()) {
                lost(message, "has a disposition but is not stored");
            }
        }
        var ours = sent.stream().map(Played::id).collect(Collectors.toSet());
        counts.keySet().stream()
                .filter(id -> !ours.contains(id))
                .forEach(id -> duplicate("message %s is stored and was never sent".formatted(id)));
    }

    private void everyTurnHasOneReply() {
        var turns = new HashSet<Long>();
        var ids = new HashSet<String>();
        for (var reply : replies()) {
            var turn = reply.turn();
            if (!ids.add(reply.id())) {
                duplicate("reply %s is stored more than once".formatted(reply.id()));
            } else if (turn != null && !turns.add(turn)) {
                duplicate("turn %d has a second reply, %s".formatted(turn, reply.id()));
            }
        }
    }

    private void everyReplyBelongsToATurnOfOurMessages() {
        var turns = known(sent.stream().map(Played::turn).toList());
        var ids = known(sent.stream().map(Played::reply).toList());
        var strangers =
                replies().stream()
                        .filter(reply ->
                                !ids.contains(reply.id()) && !turns.contains(turnOf(reply)))
                        .toList();
        // A message whose end we did not see may have been answered all the same, by one reply.
        var unseen = sent.stream().filter(message -> message.fate() == null).count();
        if (isComplete()) {
            strangers.stream()
                    .skip(unseen)
                    .forEach(reply ->
                            duplicate(
                                    "reply %s of turn %s answers none of the messages"
                                            .formatted(reply.id(), reply.turn())));
        }
    }

    private void everyAnsweredMessageHasItsReply() {
        var turns = known(replies().stream().map(MessageView::turn).toList());
        var ids = known(replies().stream().map(MessageView::id).toList());
        sent.stream()
                .filter(message -> message.fate() == Fate.ANSWERED || message.fate() == Fate.MERGED)
                .filter(message ->
                        isComplete()
                                && !turns.contains(turnOf(message))
                                && !ids.contains(replyOf(message)))
                .forEach(message -> lost(message, "counts as answered and has no reply"));
    }

    private List<MessageView> replies() {
        return messages.stream().filter(MessageView::isReply).toList();
    }

    private boolean isComplete() {
        return stored == null || !stored.isCutOff();
    }

    private static <T> Set<T> known(List<? extends @Nullable T> values) {
        return values.stream().filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static long turnOf(MessageView reply) {
        var turn = reply.turn();
        return turn == null ? -1 : turn;
    }

    private static long turnOf(Played message) {
        return message.turn() == null ? -1 : message.turn();
    }

    private static String replyOf(Played message) {
        return message.reply() == null ? "" : message.reply();
    }

    private void lost(Played message, String what) {
        if (lost.add(message.id())) {
            findings.add(Finding.lost("message %s %s".formatted(message.id(), what)));
        }
    }

    private void duplicate(String what) {
        findings.add(Finding.duplicate(what));
    }
}
