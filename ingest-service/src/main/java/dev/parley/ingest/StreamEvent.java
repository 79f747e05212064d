package dev.parley.ingest;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;

/** What a client that looks on at a conversation is told. */
public sealed interface StreamEvent {
    /**
     * A reply was committed.
     *
     * @param position where the client is once it has seen this
     */
    record Replied(Message message, Reply reply, StreamPosition position) implements StreamEvent {}

    /**
     * The conversation stands otherwise than the client knows.
     *
     * @param position where the client is once it has seen this
     */
    record StandingChanged(Conversation row, StreamPosition position) implements StreamEvent {}

    /** Text of a reply that is being written: a preview, which may come to nothing. */
    record Written(LiveText.Piece piece) implements StreamEvent {}
}
