package dev.parley.executor.passage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.Passage;
import dev.parley.conversation.reading.ReadableText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Step 5.1: results are formatted with citations. */
class CitationsTest {
    private static final List<Passage> GIVEN =
            List.of(
                    passage("returns", 0, "Returns", "https://acme.com/returns"),
                    passage("shipping", 2, "Shipping", null),
                    passage("returns", 1, "Returns", "https://acme.com/returns"));

    @Test
    void citedPassagesResolveToTitleAndLinkAfterTheText() {
        var citations =
                Citations.in(
                        ReadableText.of("Free for 30 days [1]. We ship daily [2] [3]."), GIVEN);

        assertThat(citations.text() + citations.sources())
                .isEqualTo(
                        """
                        Free for 30 days [1]. We ship daily [2] [3].

                        Sources:
                        [1][3] Returns: https://acme.com/returns
                        [2] Shipping\
                        """);
        assertThat(citations.ids()).isEqualTo("1=returns#0, 2=shipping#2, 3=returns#1");
        assertThat(citations.removed()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Free [4].|Free.|1",
                "Free [0]!|Free!|1",
                "Free [1, 7].|Free [1].|1",
                "Free [1-3].|Free [1][2][3].|0",
                "Free [2-5].|Free [2][3].|2",
                "[9] Free.|Free.|1",
                "Free[1][8] now.|Free[1] now.|1",
                "In [2026] and at [the shop](https://a.b) and [1](https://a.b)."
                        + "|In [2026] and at [the shop](https://a.b) and [1](https://a.b).|0",
            })
    void citationOfAPassageThatWasNotGivenIsRemoved(String answer, String text, int removed) {
        var citations = Citations.in(ReadableText.of(answer), GIVEN);

        assertThat(citations.text()).isEqualTo(text);
        assertThat(citations.removed()).isEqualTo(removed);
    }

    @Test
    void answerWithoutCitationsHasNoSources() {
        var citations = Citations.in(ReadableText.of("I do not know."), GIVEN);

        assertThat(citations.text() + citations.sources()).isEqualTo("I do not know.");
        assertThat(citations.ids()).isEmpty();
    }

    @Test
    void titleStaysOneLineAndOnlyPagesAreLinked() {
        var passage = passage("x", 0, "Re\nturns [1]", "javascript:alert(1)");

        assertThat(Citations.source(passage)).isEqualTo("Re turns 1");
        assertThat(Citations.source(passage("x", 0, "t".repeat(300), null)))
                .hasSizeLessThan(130)
                .endsWith("\u2026");
    }

    private static Passage passage(String id, int index, String title, @Nullable String link) {
        return new Passage(id, index, title, link, "text");
    }
}
