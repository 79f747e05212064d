package dev.parley.conversation.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signs of anger, on texts of our own, written before the rules. Halved by a hash: rules were tuned
 * on the errors of one half.
 */
class AngerTest {
    private record Text(boolean angry, String text) {
        boolean isTuned() {
            return Math.floorMod(text.hashCode(), 2) == 0;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "insult, You people are useless",
        "outrage, This is ridiculous",
        "again and again, This is the third time I am asking",
        "threat, You will hear from my lawyer",
        "shouting, WHERE IS MY PARCEL! ANSWER ME",
    })
    void signIsNamed(String kind, String text) {
        assertThat(Anger.signIn(ReadableText.of(text))).map(Anger.Sign::kind).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is not ridiculous at all",
                "My boss is furious",
                "HELLO CAN YOU HELP ME PLEASE",
                "The sign says \"this is unacceptable\" on it",
                "",
                "!!!!"
            })
    void whatIsTakenBackQuotedOrAnothersIsNoSign(String text) {
        assertThat(Anger.signIn(ReadableText.of(text))).isEmpty();
    }

    @Test
    void figures() throws IOException {
        var texts = texts();
        for (boolean tuned : new boolean[] {true, false}) {
            var half = texts.stream().filter(text -> text.isTuned() == tuned).toList();
            long found = half.stream().filter(AngerTest::isFound).count();
            long right = half.stream().filter(Text::angry).filter(AngerTest::isFound).count();
            long angry = half.stream().filter(Text::angry).count();
            double precision = (double) right / found;
            double recall = (double) right / angry;
            System.out.printf(
                    Locale.ROOT,
                    "anger, %s half: %d texts, %d angry, precision %.3f, recall %.3f%n",
                    tuned ? "tuned" : "other",
                    half.size(),
                    angry,
                    precision,
                    recall);
            if (tuned) {
                half.stream()
                        .filter(text -> text.angry() != isFound(text))
                        .forEach(text -> System.out.println("  " + text));
            }
            assertThat(precision).isGreaterThanOrEqualTo(0.95);
            assertThat(recall).isGreaterThanOrEqualTo(0.7);
        }
    }

    private static boolean isFound(Text text) {
        return Anger.signIn(ReadableText.of(text.text())).isPresent();
    }

    private static List<Text> texts() throws IOException {
        try (var stream = AngerTest.class.getResourceAsStream("anger.tsv")) {
            var lines =
                    new String(
                                    Objects.requireNonNull(stream).readAllBytes(),
                                    StandardCharsets.UTF_8)
                            .lines();
            return lines.map(line -> line.split("\t"))
                    .map(parts -> new Text(parts[0].equals("1"), parts[1]))
                    .toList();
        }
    }
}
