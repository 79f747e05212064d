package dev.parley.model.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteBoundTest {
    private static final String MIXED = "a\u00e9\u20ac\uD83D\uDE00";

    @Test
    void textHasNoMoreTokensThanBytes() {
        assertThat(ByteBound.of(MIXED)).isGreaterThanOrEqualTo(1 + 2 + 3 + 4);
        assertThat(ByteBound.of(" \n ")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 9, 10, 11})
    void cutTextHasWholeCharactersAndNoMoreBytes(int bytes) {
        var cut = ByteBound.cut(MIXED, bytes);

        assertThat(MIXED).startsWith(cut);
        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(bytes - 3, bytes);
        assertThat(cut).doesNotContain("?");
        assertThat(Character.isHighSurrogate(cut.charAt(cut.length() - 1))).isFalse();
    }

    @Test
    void textThatFitsStaysWhole() {
        assertThat(ByteBound.cut(MIXED, 10)).isEqualTo(MIXED);
    }
}
