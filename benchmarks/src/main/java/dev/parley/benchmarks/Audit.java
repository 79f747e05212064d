package dev.parley.benchmarks;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of the accepted messages, as the store tells it.
 *
 * @param accepted messages that were accepted
 * @param answered those that a reply answers
 * @param lost those that are not stored, have no disposition, or count as answered without a reply
 * @param duplicates messages stored twice, and replies beyond one a turn or beyond one a message
 */
record Audit(long accepted, long answered, long lost, long duplicates) {
    private static final int ALL = 100_000;

    /** Checks every conversation. */
    static Audit of(ConversationStore store, Map<ConversationId, Integer> accepted) {
        return accepted.entrySet().parallelStream()
                .map(entry -> {
                    var id = entry.getKey();
                    return check(
                            entry.getValue(),
                            store.messages(id, 0, ALL),
                            store.dispositions(id, ALL),
                            store.replies(id, 0, ALL));
                })
                .reduce(new Audit(0, 0, 0, 0), Audit::and);
    }

    /** Checks one conversation. */
    static Audit check(
            int accepted,
            List<Message> messages,
            List<Disposition> dispositions,
            List<Reply> replies) {
        var customers =
                messages.stream().filter(message -> message.role() == Message.Role.USER).toList();
        var ids = new HashSet<String>();
        long twice = customers.stream().filter(message -> !ids.add(message.id())).count();
        var turns = replies.stream().map(Reply::turn).collect(Collectors.toSet());
        long answered =
                customers.stream()
                        .filter(message -> isAnswered(message, dispositions, turns::contains))
                        .count();
        long ended = customers.stream().filter(message -> isHandled(message, dispositions)).count();
        long second = replies.size() - turns.size();
        long beyond = Math.max(0, turns.size() - ids.size());
        long lost = Math.max(0, accepted - ids.size()) + customers.size() - answered - ended;
        return new Audit(accepted, answered, lost, twice + second + beyond);
    }

    private static boolean isAnswered(
            Message message,
            List<Disposition> dispositions,
            java.util.function.LongPredicate hasReply) {
        return dispositions.stream()
                .anyMatch(end ->
                        covers(end, message)
                                && end.kind() == Disposition.Kind.ANSWERED
                                && end.turn() != null
                                && hasReply.test(end.turn()));
    }

    /** Whether it came to an end other than an answer. */
    private static boolean isHandled(Message message, List<Disposition> dispositions) {
        return dispositions.stream()
                .anyMatch(end -> covers(end, message) && end.kind() != Disposition.Kind.ANSWERED);
    }

    private static boolean covers(Disposition end, Message message) {
        return end.from() < message.seq() && message.seq() <= end.through();
    }

    Audit and(Audit other) {
        return new Audit(
                accepted + other.accepted,
                answered + other.answered,
                lost + other.lost,
                duplicates + other.duplicates);
    }
}
