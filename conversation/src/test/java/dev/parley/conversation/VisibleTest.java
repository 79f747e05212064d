package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a\u200b", "a\u202ec", "a\u2028b", "a\u200d", "\u200da", "a\udb40\udc41"})
    void hiddenCharactersAreFound(String line) {
        assertThat(Visible.hasHidden(line)).isTrue();
        assertThat(Visible.isBlank(line)).isFalse();
    }

    @Test
    void joinersOfLettersAndEmojiAreMeant() {
        assertThat(Visible.hasHidden("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")).isFalse();
        assertThat(Visible.hasHidden("\ud83d\udc69\u200d\ud83d\ude80")).isFalse();
        assertThat(Visible.hasHidden("\u2764\ufe0f\u200d\ud83d\udd25")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t\n", "\u200b\u2060 \u3164", "\udb40\udc41"})
    void whatNobodySeesIsBlank(String text) {
        assertThat(Visible.isBlank(text)).isTrue();
    }
}
