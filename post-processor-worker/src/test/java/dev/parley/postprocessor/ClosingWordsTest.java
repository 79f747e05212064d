package dev.parley.postprocessor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingWordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"bye", "Goodbye!", "That\u2019s all.", " good  bye "})
    void farewellsAreRecognized(String text) {
        assertThat(ClosingWords.isFarewell(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"thanks", "bye, but where is my order?", "is that all?!x", "perfect", ""})
    void thanksAndQuestionsAreNot(String text) {
        assertThat(ClosingWords.isFarewell(text)).isFalse();
    }
}
