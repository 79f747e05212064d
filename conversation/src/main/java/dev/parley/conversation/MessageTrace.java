package dev.parley.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A message and what became of it, for {@code why}.
 *
 * @param conversation the row as it is now
 * @param disposition what became of the message; absent while it is being worked on
 * @param reply the reply of the turn that disposed of it, if that turn had one
 */
public record MessageTrace(
        Conversation conversation,
        Message message,
        @Nullable Disposition disposition,
        @Nullable Reply reply) {}
