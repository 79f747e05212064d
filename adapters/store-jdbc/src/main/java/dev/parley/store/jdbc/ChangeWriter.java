package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.turn.Change;

/** Writes what a step decided, row by row, within its transaction. */
record ChangeWriter(Tables tables, HeldRows rows) {
    void write(ConversationId id, Change change) {
        switch (change) {
            case Change.SaveConversation(var row) -> {
                if (!row.id().equals(id)) {
                    throw new IllegalArgumentException(
                            "a step of %s wrote the row of %s".formatted(id, row.id()));
                }
                tables.conversations().save(row);
                rows.saved(row);
            }
            case Change.AddMessage(var message, var key) -> {
                if (key != null && !key.organization().equals(id.organization())) {
                    throw new IllegalArgumentException(
                            "a step of %s wrote a key of organization %s"
                                    .formatted(id, key.organization()));
                }
                tables.messages().insert(id, message, key);
            }
            case Change.AddDisposition(var disposition) ->
                    tables.dispositions().insert(id, disposition);
            case Change.ReplaceDisposition(var disposition) ->
                    tables.dispositions().replaceParked(id, disposition);
            case Change.AddReply(var reply) -> tables.replies().insert(id, reply);
            case Change.UpdateDelivery(var outSeq, var state) ->
                    tables.replies().updateDelivery(id, outSeq, state);
            case Change.EraseContents() -> tables.erasures().mark(id);
            case Change.MarkDone(var turn, var step) -> tables.doneSteps().insert(id, turn, step);
        }
    }
}
