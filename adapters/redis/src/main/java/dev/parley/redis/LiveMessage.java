package dev.parley.redis;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText.Piece;
import java.util.Optional;

/**
 * A piece on its channel: {@code 1:<turn>:<attempt>:<index>:<text>}. The conversation is the
 * channel's.
 */
final class LiveMessage {
    private static final String FORMAT = "1";

    private LiveMessage() {}

    static String of(Piece piece) {
        return FORMAT
                + ":"
                + piece.turn()
                + ":"
                + piece.attempt()
                + ":"
                + piece.index()
                + ":"
                + piece.text();
    }

    /** The piece; empty when it is of another build's format, or none at all. */
    static Optional<Piece> piece(ConversationId conversation, String message) {
        var parts = message.split(":", 5);
        if (parts.length < 5 || !parts[0].equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Piece(
                            conversation,
                            Long.parseLong(parts[1]),
                            Integer.parseInt(parts[2]),
                            Integer.parseInt(parts[3]),
                            parts[4]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
