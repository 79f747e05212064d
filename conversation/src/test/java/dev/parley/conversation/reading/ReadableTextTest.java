package dev.parley.conversation.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadableTextTest {
    private static final Pattern SLOW = Pattern.compile("a*a*a*a*a*a*b");

    @Test
    void foldsWhatMakesNoDifferenceToAReader() {
        var seen =
                Map.of(
                        "  a \u00a0\t b  ",
                        "a b",
                        "a \r\n \u2003\n b",
                        "a\nb",
                        "hu\u200bm\u00adan\u2060",
                        "human",
                        "cafe\u0301",
                        "caf\u00e9",
                        "x" + "\u0316".repeat(9) + "y",
                        "x" + "\u0316".repeat(4) + "y",
                        "\u0301\u0316".repeat(9) + "y",
                        "\u0316\u0316\u0301\u0301y",
                        "a\u0000b",
                        "a b");

        seen.forEach((written, folded) ->
                assertThat(ReadableText.of(written)).as(written).hasToString(folded));
    }

    @Test
    void ofALongTextTheBeginningAndTheEndAreSeen() {
        var text = "begin " + "x".repeat(3 * ReadableText.LONGEST) + " end";

        var seen = ReadableText.of(text).toString();

        assertThat(seen).hasSize(ReadableText.LONGEST + 1).startsWith("begin ").endsWith(" end");
    }

    @Test
    void ofManyTextsTheNewestAreSeen() {
        var texts = Collections.nCopies(500, "x".repeat(1_000) + " old");

        var seen =
                ReadableText.ofNewest(
                                List.of(texts.getFirst(), texts.get(1), "new  one", "newest"),
                                Effort.ofCharacters(Effort.MOST))
                        .toString();
        var many = ReadableText.ofNewest(texts, Effort.ofCharacters(Effort.MOST));

        assertThat(seen).endsWith("x old\nnew one\nnewest");
        assertThat(many.length()).isLessThanOrEqualTo(ReadableText.LONGEST);
    }

    @Test
    void aPatternThatLooksAtTooMuchIsEnded() {
        var text = ReadableText.of("a".repeat(10_000), Effort.ofCharacters(1_000_000));

        assertThatThrownBy(() -> text.shows(Pattern.compile("(a+)+b")))
                .isInstanceOf(OverrunException.class)
                .hasMessage("more than 1000000 characters looked at");
    }

    @Test
    void aPatternThatTakesTooLongIsEnded() {
        var text = ReadableText.of("a".repeat(5_000), Effort.within(Duration.ofMillis(1), () -> 0));

        assertThatThrownBy(() -> text.shows(SLOW))
                .isInstanceOf(OverrunException.class)
                .hasMessage("not read within PT0.001S");
    }

    @Test
    void whatAPatternMadeIsOnTheSameAccount() {
        var effort = Effort.ofCharacters(Effort.MOST);
        var text = ReadableText.of("a b a b", effort);
        long before = effort.spent();

        for (var part : text.lowerCase().split(Pattern.compile(" "))) {
            part.shows(Pattern.compile("a"));
        }

        assertThat(effort.spent()).isGreaterThan(before + 2 * text.length());
    }

    @Test
    void aTextThatIsReadAsAWholeIsRefusedWhenItIsTooLong() {
        var text = "x".repeat(ReadableText.LONGEST_WHOLE + 1);
        var effort = Effort.ofCharacters(Effort.MOST);

        assertThatThrownBy(() -> ReadableText.whole(text, effort))
                .isInstanceOf(OverrunException.class);
        assertThatThrownBy(() -> ReadableText.asWritten(text, effort))
                .isInstanceOf(OverrunException.class);
    }
}
