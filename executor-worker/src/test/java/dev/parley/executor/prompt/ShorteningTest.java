package dev.parley.executor.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShorteningTest {
    @Test
    void tokensAreEstimatedRatherTooHigh() {
        assertThat(Shortening.tokens("")).isZero();
        assertThat(Shortening.tokens("word")).isEqualTo(1);
        assertThat(Shortening.tokens("words")).isEqualTo(2);
        assertThat(Shortening.tokens("\u6f22\u5b57")).isEqualTo(2);
        assertThat(Shortening.tokens("\uD83D\uDE00")).isEqualTo(1);
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Shortening.shortened("x".repeat(400), 100)).isEqualTo("x".repeat(400));
    }

    @Test
    void beginningAndEndStayAndTheCutIsStated() {
        var text = "b".repeat(4_000) + "e".repeat(4_000);

        var shortened = Shortening.shortened(text, 100);

        assertThat(shortened)
                .startsWith("bbb")
                .endsWith("eee")
                .contains("(about 1,900 tokens are left out here for length)");
        assertThat(Shortening.tokens(shortened)).isLessThanOrEqualTo(100 + 20);
    }

    @Test
    void noCharacterIsCutInTwo() {
        for (int limit = 1; limit < 20; limit++) {
            assertThat(Shortening.shortened("a\uD83D\uDE00".repeat(50), limit).codePoints())
                    .noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        }
    }
}
