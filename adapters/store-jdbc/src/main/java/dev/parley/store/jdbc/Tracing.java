package dev.parley.store.jdbc;

import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import java.util.List;

/** Tells what became of messages, from several tables at the same moment. */
record Tracing(Tables tables) {
    List<MessageTrace> trace(String organization, String messageId) {
        var session = tables.session();
        session.beginReading();
        try {
            return tables.messages().withId(organization, messageId).stream()
                    .map(this::trace)
                    .toList();
        } finally {
            session.rollbackIfOpen();
        }
    }

    private MessageTrace trace(MessageTable.Placed placed) {
        var id = placed.conversation();
        var message = placed.message();
        var row = tables.conversations().find(id).orElseThrow();
        var disposition =
                message.role() == Message.Role.USER
                        ? tables.dispositions().covering(id, message.seq()).orElse(null)
                        : null;
        var turn = disposition == null ? null : disposition.turn();
        var reply = turn == null ? null : tables.replies().ofTurn(id, turn).orElse(null);
        return new MessageTrace(row, message, disposition, reply);
    }
}
