package dev.parley.store.jdbc;

import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Status;
import dev.parley.conversation.UnreadableRowException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tells what became of messages, from several tables at the same moment. */
record Tracing(Tables tables) {
    List<MessageTrace> trace(Function<MessageTable, List<MessageTable.Placed>> wanted) {
        var session = tables.session();
        session.beginReading();
        try {
            return wanted.apply(tables.messages()).stream()
                    .flatMap(placed -> readable(placed).stream())
                    .toList();
        } finally {
            session.rollbackIfOpen();
        }
    }

    private Optional<MessageTrace> readable(MessageTable.Placed placed) {
        try {
            return trace(placed);
        } catch (UnreadableRowException e) {
            tables.session().unreadable().leftOut(e);
            return Optional.empty();
        }
    }

    /** Nothing of a conversation that is erased. */
    private Optional<MessageTrace> trace(MessageTable.Placed placed) {
        var id = placed.conversation();
        var message = placed.message();
        var row = tables.conversations().find(id).orElseThrow();
        if (row.status() == Status.ERASED) {
            return Optional.empty();
        }
        var disposition =
                message.role() == Message.Role.USER
                        ? tables.dispositions().covering(id, message.seq()).orElse(null)
                        : null;
        var turn = disposition == null ? null : disposition.turn();
        var reply = turn == null ? null : tables.replies().ofTurn(id, turn).orElse(null);
        return Optional.of(new MessageTrace(row, message, disposition, reply));
    }
}
