package dev.parley.testkit;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.turn.Change;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything a store keeps of one conversation, with the constraints a database would have. */
final class Shelf {
    @Nullable Conversation row;
    final TreeMap<Long, Message> messages = new TreeMap<>();
    final TreeMap<Long, Reply> replies = new TreeMap<>();
    final TreeMap<Long, Disposition> dispositions = new TreeMap<>();
    private final Set<Long> answeredTurns = new HashSet<>();
    private final Set<Marker> done = new HashSet<>();

    private record Marker(long turn, String step) {}

    Shelf copy() {
        var copy = new Shelf();
        copy.row = row;
        copy.messages.putAll(messages);
        copy.replies.putAll(replies);
        copy.dispositions.putAll(dispositions);
        copy.answeredTurns.addAll(answeredTurns);
        copy.done.addAll(done);
        return copy;
    }

    void write(Change change) {
        switch (change) {
            case Change.SaveConversation(var saved) -> save(saved);
            case Change.AddMessage(var message, var _) ->
                    require(
                            messages.putIfAbsent(message.seq(), message) == null,
                            "a second message at " + message.seq());
            case Change.AddDisposition(var disposition) ->
                    require(
                            dispositions.putIfAbsent(disposition.from(), disposition) == null,
                            "a second disposition from " + disposition.from());
            case Change.ReplaceDisposition(var disposition) -> replace(disposition);
            case Change.AddReply(var reply) -> {
                require(answeredTurns.add(reply.turn()), "a second reply of turn " + reply.turn());
                require(
                        replies.putIfAbsent(reply.outSeq(), reply) == null,
                        "a second reply at " + reply.outSeq());
            }
            case Change.UpdateDelivery(var outSeq, var state) ->
                    require(
                            replies.computeIfPresent(
                                            outSeq, (_, reply) -> reply.withDelivery(state))
                                    != null,
                            "no reply at " + outSeq);
            case Change.EraseContents() -> {
                // Hidden by the status, and removed by purge.
            }
            case Change.MarkDone(var turn, var step) ->
                    require(
                            done.add(new Marker(turn, step)),
                            step + " was done before for turn " + turn);
        }
    }

    boolean isErased() {
        return row != null && row.status() == Status.ERASED;
    }

    boolean isFilled() {
        return !messages.isEmpty()
                || !replies.isEmpty()
                || !dispositions.isEmpty()
                || !done.isEmpty();
    }

    /** Removes some of each; tells whether something is left. */
    boolean purge(int limit) {
        for (var some : List.of(messages, replies, dispositions)) {
            for (int i = 0; i < limit && !some.isEmpty(); i++) {
                some.pollFirstEntry();
            }
        }
        done.clear();
        return isFilled();
    }

    /** The ids of the customers who wrote. */
    Set<String> customers() {
        return messages.values().stream()
                .filter(message -> message.role() == Message.Role.USER)
                .map(message -> message.author().id())
                .collect(Collectors.toSet());
    }

    private void replace(Disposition disposition) {
        var before = dispositions.put(disposition.from(), disposition);
        require(
                before != null
                        && before.kind() == Disposition.Kind.PARKED
                        && before.through() == disposition.through(),
                "nothing is parked in the range of " + disposition);
    }

    private void save(Conversation saved) {
        long before = row == null ? 0 : row.version();
        require(
                saved.version() == before + 1,
                "version %d does not follow %d".formatted(saved.version(), before));
        row = saved;
    }

    Optional<Reply> replyOf(long turn) {
        return replies.values().stream().filter(reply -> reply.turn() == turn).findFirst();
    }

    Optional<Reply> firstOpenReply() {
        return replies.values().stream()
                .filter(reply -> !reply.delivery().phase().isFinal())
                .min(Comparator.comparingLong(Reply::outSeq));
    }

    boolean isDone(long turn, String step) {
        return done.contains(new Marker(turn, step));
    }

    List<Disposition> parked() {
        return dispositions.values().stream()
                .filter(disposition -> disposition.kind() == Disposition.Kind.PARKED)
                .toList();
    }

    Optional<Disposition> dispositionOf(Message message) {
        return message.role() == Message.Role.USER
                ? dispositions.values().stream()
                        .filter(disposition -> disposition.covers(message.seq()))
                        .findFirst()
                : Optional.empty();
    }

    private static void require(boolean holds, String violation) {
        if (!holds) {
            throw new IllegalStateException(violation);
        }
    }
}
