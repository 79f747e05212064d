package dev.parley.redis;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pieces on their way, those that follow each other joined. Not thread-safe. */
final class GatheredPieces {
    private final Map<ConversationId, List<Growing>> pieces = new LinkedHashMap<>();

    void add(Piece piece) {
        var ofConversation = pieces.computeIfAbsent(piece.conversation(), _ -> new ArrayList<>(1));
        if (ofConversation.isEmpty() || !ofConversation.getLast().isContinuedBy(piece)) {
            ofConversation.add(new Growing(piece, new StringBuilder()));
        }
        ofConversation.getLast().text().append(piece.text());
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** All of them, in the order of each conversation; none is left. */
    List<Piece> drain() {
        var all = pieces.values().stream().flatMap(List::stream).map(Growing::piece).toList();
        pieces.clear();
        return all;
    }

    /** A piece to which others are joined. */
    private record Growing(Piece first, StringBuilder text) {
        boolean isContinuedBy(Piece next) {
            return next.turn() == first.turn()
                    && next.attempt() == first.attempt()
                    && next.index() == first.index() + text.length();
        }

        Piece piece() {
            return new Piece(
                    first.conversation(),
                    first.turn(),
                    first.attempt(),
                    first.index(),
                    text.toString());
        }
    }
}
