package dev.parley.conversation.turn;

import dev.parley.conversation.Message;
import dev.parley.conversation.Turn;
import java.util.List;

/** Which messages a turn answers. */
public final class Unanswered {
    private Unanswered() {}

    /** The customers' messages among the given that the turn covers, in order. */
    public static List<Message> in(List<Message> messages, Turn turn) {
        return messages.stream()
                .filter(message ->
                        message.role() == Message.Role.USER && turn.covers(message.seq()))
                .toList();
    }
}
