package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.reading.HumanAssistance;
import dev.parley.conversation.reading.Phrases;
import dev.parley.conversation.reading.ReadableText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures requests for a person on texts of our own. They were written before the rules and halved
 * by a hash; the rules were tuned on the errors of one half, and only the figures of the other were
 * looked at. The later texts were written against the rules, in batches; the rules were then tuned
 * on them. One author wrote texts and rules, so texts of strangers will fare worse.
 */
class HumanAssistanceFiguresTest {
    /** What the document this pipeline follows names as patterns, taken at their word. */
    private static final Pattern FOUR_PATTERNS =
            Pattern.compile(
                    "\\b(?:speak|talk) (?:to|with) (?:an? )?(?:human|person|agent)\\b|\\btransfer me\\b|\\breal person\\b"
                            + "|\\bcustomer service\\b",
                    Pattern.CASE_INSENSITIVE);

    private final List<Labelled> texts = texts("texts");

    @Test
    void promisedPrecisionAndRecallHoldOnTheHalfNobodyTunedTo() {
        var tuned = figures("tuned half", texts, text -> !text.isReported(), this::isFound);
        var reported = figures("reported half", texts, Labelled::isReported, this::isFound);
        var later = figures("later texts", texts("later"), _ -> true, this::isFound);
        var four =
                figures(
                        "four patterns, reported half",
                        texts,
                        Labelled::isReported,
                        text -> FOUR_PATTERNS.matcher(text.text()).find());

        assertThat(texts).hasSizeGreaterThanOrEqualTo(400);
        assertThat(tuned.precision()).isGreaterThanOrEqualTo(0.95);
        assertThat(reported.precision()).isGreaterThanOrEqualTo(0.95);
        assertThat(reported.recall()).isGreaterThanOrEqualTo(0.90);
        assertThat(later.precision()).isGreaterThanOrEqualTo(0.95);
        assertThat(later.recall()).isGreaterThanOrEqualTo(0.90);
        assertThat(four.recall()).isLessThan(0.5);
    }

    @Test
    void hugeTextsTakeBoundedTime() {
        var hostile = "i do not want to talk to the the the real real live a ".repeat(300);
        long start = System.nanoTime();
        assertThat(HumanAssistance.requestIn(ReadableText.of(hostile), Phrases.NONE)).isEmpty();
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    private boolean isFound(Labelled text) {
        return HumanAssistance.requestIn(ReadableText.of(text.text()), Phrases.NONE).isPresent();
    }

    private static Figures figures(
            String name,
            List<Labelled> texts,
            Predicate<Labelled> half,
            Predicate<Labelled> found) {
        var judged = texts.stream().filter(half).toList();
        long right = judged.stream().filter(text -> text.human() && found.test(text)).count();
        long said = judged.stream().filter(found).count();
        long wanted = judged.stream().filter(Labelled::human).count();
        var figures = new Figures((double) right / said, (double) right / wanted);
        System.out.printf(
                Locale.ROOT,
                "human assistance, %s: %d texts, %d requests, precision %.3f, recall %.3f%n",
                name,
                judged.size(),
                wanted,
                figures.precision(),
                figures.recall());
        return figures;
    }

    private static List<Labelled> texts(String file) {
        var stream =
                HumanAssistanceFiguresTest.class.getResourceAsStream(
                        "/escalation/" + file + ".jsonl");
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> JsonMapper.shared().readValue(line, Labelled.class))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Figures(double precision, double recall) {}

    private record Labelled(String text, boolean human) {
        boolean isReported() {
            var hash = new CRC32();
            hash.update(text.getBytes(StandardCharsets.UTF_8));
            return hash.getValue() % 2 == 1;
        }
    }
}
