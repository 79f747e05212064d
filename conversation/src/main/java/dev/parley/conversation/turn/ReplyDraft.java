package dev.parley.conversation.turn;

import dev.parley.conversation.Participant;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;

/**
 * A reply before it has a place in the conversation.
 *
 * @param author the agent that speaks
 */
public record ReplyDraft(
        Reply.Kind kind, Participant author, String text, ReplyMetadata metadata) {}
