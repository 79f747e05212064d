package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText.Piece;
import org.junit.jupiter.api.Test;

class GatheredPiecesTest {
    private static final ConversationId ONE = new ConversationId("acme", "1");
    private static final ConversationId TWO = new ConversationId("acme", "2");

    private final GatheredPieces gathered = new GatheredPieces();

    @Test
    void piecesThatFollowEachOtherAreJoined() {
        gathered.add(new Piece(ONE, 1, 1, 5, "a"));
        gathered.add(new Piece(TWO, 1, 1, 0, "x"));
        gathered.add(new Piece(ONE, 1, 1, 6, "bc"));
        gathered.add(new Piece(ONE, 1, 1, 8, "d"));

        assertThat(gathered.drain())
                .containsExactly(new Piece(ONE, 1, 1, 5, "abcd"), new Piece(TWO, 1, 1, 0, "x"));
        assertThat(gathered.isEmpty()).isTrue();
        assertThat(gathered.drain()).isEmpty();
    }

    @Test
    void gapsAttemptsAndTurnsAreKeptApart() {
        gathered.add(new Piece(ONE, 1, 1, 0, "a"));
        gathered.add(new Piece(ONE, 1, 1, 2, "c"));
        gathered.add(new Piece(ONE, 1, 2, 3, "d"));
        gathered.add(new Piece(ONE, 2, 2, 4, "e"));

        assertThat(gathered.drain())
                .containsExactly(
                        new Piece(ONE, 1, 1, 0, "a"),
                        new Piece(ONE, 1, 1, 2, "c"),
                        new Piece(ONE, 1, 2, 3, "d"),
                        new Piece(ONE, 2, 2, 4, "e"));
    }
}
