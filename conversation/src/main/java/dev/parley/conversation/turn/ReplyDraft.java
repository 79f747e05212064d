package dev.parley.conversation.turn;

import dev.parley.conversation.Message;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import java.util.List;

/**
 * A reply before it has a place in the conversation.
 *
 * @param author the agent that speaks
 */
public record ReplyDraft(Reply.Kind kind, Participant author, String text, ReplyMetadata metadata) {

    /** With the messages it answers named, by which it can be put back after the store lost it. */
    public ReplyDraft answering(List<Message> messages) {
        var ids = messages.stream().map(Message::id).toList();
        return new ReplyDraft(kind, author, text, metadata.with(metadata.facts().withAnswers(ids)));
    }
}
