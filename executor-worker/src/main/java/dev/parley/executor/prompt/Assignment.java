package dev.parley.executor.prompt;

import dev.parley.conversation.Message;
import dev.parley.conversation.Plan;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Unanswered;
import java.util.List;

/**
 * What one attempt has to answer, and by what.
 *
 * @param messages what to answer and what came before, in order
 */
public record Assignment(Plan plan, Turn turn, List<Message> messages) {
    public Assignment {
        messages = List.copyOf(messages);
    }

    /** All unanswered messages in order, as one text. */
    public String question() {
        return String.join("\n", questions());
    }

    /** The texts of all unanswered messages, in order. */
    public List<String> questions() {
        return Unanswered.in(messages, turn).stream().map(Message::text).toList();
    }

    /** What was said before: all but the unanswered messages, in order. */
    public List<Message> context() {
        return messages.stream()
                .filter(message ->
                        message.role() != Message.Role.USER || !turn.covers(message.seq()))
                .toList();
    }
}
