package dev.parley.ingest;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.LiveText.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a client has not seen yet, by comparing the store with where the client is. For
 * one thread.
 */
final class StreamReader {
    /** Replies read at once, so that a client that comes back late does not fill the memory. */
    private static final int PAGE = 20;

    private final ConversationStore store;
    private final ConversationId id;
    private @Nullable StreamPosition position;
    private boolean isBehind;

    /** Pieces up to this turn are of no interest: the reply is there, or will never be. */
    private long turnsOver;

    private long turn;
    private int attempt;

    /**
     * @param position where the client is; null to begin with what happens from now on
     */
    StreamReader(ConversationStore store, ConversationId id, @Nullable StreamPosition position) {
        this.store = store;
        this.id = id;
        this.position = position;
    }

    /**
     * What is new, in order; the caller has seen it then. It may be only a part: see {@link
     * #isBehind}.
     */
    List<StreamEvent> look() {
        isBehind = false;
        var row = store.find(id).orElse(null);
        if (row == null) {
            // Not stored yet: whoever looks on now sees it from its beginning.
            position = StreamPosition.START;
            return List.of();
        }
        var from = start(row);
        var events = new ArrayList<StreamEvent>(replies(row, from));
        var standing = StreamPosition.standing(row);
        var reached = current();
        if (!isBehind && !standing.equals(reached.standing())) {
            position = reached.withStanding(standing);
            events.add(new StreamEvent.StandingChanged(row, position));
        }
        turnsOver = row.turn() == null ? row.turnNumber() : row.turn().number() - 1;
        return events;
    }

    /** Tells whether the last look left something out for the next one. */
    boolean isBehind() {
        return isBehind;
    }

    /** Tells whether a client that has seen what it has seen still wants to see the piece. */
    boolean isNews(Piece piece) {
        if (piece.turn() <= turnsOver
                || piece.turn() < turn
                || (piece.turn() == turn && piece.attempt() < attempt)) {
            return false;
        }
        turn = piece.turn();
        attempt = piece.attempt();
        return true;
    }

    private StreamPosition start(Conversation row) {
        var known = position;
        if (known == null) {
            known = new StreamPosition(row.lastOutSeq(), "");
        } else if (known.outSeq() > row.lastOutSeq()) {
            // From a store that has lost its newest replies.
            known = known.withOutSeq(row.lastOutSeq());
        }
        position = known;
        return known;
    }

    private StreamPosition current() {
        return position == null ? StreamPosition.START : position;
    }

    private List<StreamEvent> replies(Conversation row, StreamPosition from) {
        if (from.outSeq() >= row.lastOutSeq()) {
            return List.of();
        }
        var events = new ArrayList<StreamEvent>();
        var reached = from;
        for (var reply : store.replies(id, from.outSeq(), PAGE)) {
            if (reply.outSeq() > row.lastOutSeq()) {
                break; // newer than the row: the next look has both
            }
            var message = store.messages(id, reply.seq() - 1, 1).getFirst();
            reached = reached.withOutSeq(reply.outSeq());
            events.add(new StreamEvent.Replied(message, reply, reached));
        }
        position = reached;
        isBehind = reached.outSeq() < row.lastOutSeq();
        return events;
    }
}
