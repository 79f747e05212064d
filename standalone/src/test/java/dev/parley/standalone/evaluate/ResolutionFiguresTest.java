package dev.parley.standalone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.conversation.reading.ClosingSignal;
import dev.parley.conversation.reading.ClosureReading;
import dev.parley.conversation.reading.Phrases;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Measures which messages end a matter. Our own texts were written before the rules and halved by a
 * hash; rules were tuned on the errors of one half. The later texts were written against the rules
 * and then tuned on. Conversations of strangers are halved by a hash of their id, and only the
 * errors of one half were looked at.
 */
class ResolutionFiguresTest {
    /**
     * Names the file of strangers' conversations. Without it {@code
     * shared/data/sgd/conversations.jsonl.gz} is searched in the folders above.
     */
    private static final String STRANGERS = "parley.test.resolution";

    /** What the document this pipeline follows names as signals, taken at their word. */
    private static final Pattern PLAIN_PATTERNS =
            Pattern.compile(
                    "\\b(?:bye|goodbye|that's all|thanks|perfect|got it|no|nope)\\b",
                    Pattern.CASE_INSENSITIVE);

    @Test
    void step71OwnTextsAreReadAsPromised() throws URISyntaxException {
        var texts = LabelledMessage.read(resource("texts"));
        var tuned = figures("own, tuned half", texts, isOther().negate());
        var other = figures("own, other half", texts, isOther());
        var later = figures("own, later texts", LabelledMessage.read(resource("later")), _ -> true);
        var plain = plain("own, plain patterns", texts);

        assertThat(texts).hasSizeGreaterThanOrEqualTo(300);
        for (var figures : List.of(tuned, other)) {
            assertThat(figures.precision()).isGreaterThanOrEqualTo(0.98);
            assertThat(figures.recall()).isGreaterThanOrEqualTo(0.95);
        }
        assertThat(later.precision()).isGreaterThanOrEqualTo(0.85);
        assertThat(later.recall()).isGreaterThanOrEqualTo(0.85);
        assertThat(plain.precision()).isLessThan(0.6);
    }

    @Test
    void step71ConfidenceIsNotAboveWhatWasMeasured() throws URISyntaxException {
        var measured = new EnumMap<ClosingSignal, Counts>(ClosingSignal.class);
        var promised = new EnumMap<ClosingSignal, Double>(ClosingSignal.class);
        for (var message : LabelledMessage.read(resource("texts"))) {
            if (message.reading(Phrases.NONE) instanceof ClosureReading.Closes closes) {
                measured.merge(
                        closes.signal(),
                        Counts.NONE.with(message.closes(), true),
                        (all, _) -> all.with(message.closes(), true));
                promised.put(closes.signal(), closes.confidence());
            }
        }

        assertThat(measured).hasSize(4);
        measured.forEach((signal, counts) ->
                assertThat(counts.precision())
                        .as(signal.name())
                        .isGreaterThanOrEqualTo(Objects.requireNonNull(promised.get(signal))));
    }

    @Test
    void step71StrangersConversationsAreReadAsPromised() {
        var file = strangers();
        assumeTrue(
                Files.isRegularFile(file),
                "no conversations of strangers; name a file by -D" + STRANGERS);
        var messages = LabelledMessage.read(file);
        var tuned = figures("sgd, tuned half", messages, isOther().negate());
        var other = figures("sgd, other half", messages, isOther());
        plain("sgd, plain patterns", messages);

        for (var figures : List.of(tuned, other)) {
            assertThat(figures.precision()).isGreaterThanOrEqualTo(0.985);
            assertThat(figures.recall()).isGreaterThanOrEqualTo(0.80);
        }
    }

    private static Counts figures(
            String name, List<LabelledMessage> messages, Predicate<LabelledMessage> half) {
        var counts = Counts.NONE;
        for (var message : messages) {
            if (half.test(message)) {
                counts = counts.with(message.closes(), message.reading(Phrases.NONE).closes());
            }
        }
        System.out.println("resolution, " + name + ": " + counts.line());
        return counts;
    }

    private static Counts plain(String name, List<LabelledMessage> messages) {
        var counts = Counts.NONE;
        for (var message : messages) {
            counts = counts.with(message.closes(), PLAIN_PATTERNS.matcher(message.text()).find());
        }
        System.out.println("resolution, " + name + ": " + counts.line());
        return counts;
    }

    /** A conversation is in one half as a whole; a text of our own is one of its own. */
    private static Predicate<LabelledMessage> isOther() {
        return message -> {
            var key =
                    message.conversation().isEmpty()
                            ? message.previous() + "|" + message.text()
                            : message.conversation();
            var hash = new CRC32();
            hash.update(key.getBytes(StandardCharsets.UTF_8));
            return hash.getValue() % 2 == 1;
        };
    }

    private static Path resource(String name) throws URISyntaxException {
        var file = ResolutionFiguresTest.class.getResource("/resolution/" + name + ".jsonl");
        return Path.of(Objects.requireNonNull(file).toURI());
    }

    private static Path strangers() {
        var named = System.getProperty(STRANGERS);
        if (named != null) {
            return Path.of(named);
        }
        var inside = Path.of("shared", "data", "sgd", "conversations.jsonl.gz");
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(inside))) {
                return folder.resolve(inside);
            }
        }
        return inside;
    }
}
