package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.LiveText.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveMessageTest {
    private static final ConversationId ID = new ConversationId("acme", "c:1");

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "a:b:c", ":", "\n", " \u00e9\ud83d\ude80 "})
    void pieceSurvivesItsWay(String text) {
        var piece = new Piece(ID, 7, 3, 42, text);

        assertThat(LiveMessage.piece(ID, LiveMessage.of(piece))).hasValue(piece);
    }

    @Test
    void formatIsAsWritten() {
        assertThat(LiveMessage.of(new Piece(ID, 7, 3, 42, "Hi"))).isEqualTo("1:7:3:42:Hi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "2:7:3:42:Hi",
                "1:7:3:42",
                "1:7:3:42:",
                "1:x:3:0:Hi",
                "1:0:1:0:H"
            })
    void whatIsNoPieceIsNone(String message) {
        assertThat(LiveMessage.piece(ID, message)).isEmpty();
    }
}
