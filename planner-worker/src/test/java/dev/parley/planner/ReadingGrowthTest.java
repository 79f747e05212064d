package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.reading.Anger;
import dev.parley.conversation.reading.ClosureReading;
import dev.parley.conversation.reading.Effort;
import dev.parley.conversation.reading.Ender;
import dev.parley.conversation.reading.HumanAssistance;
import dev.parley.conversation.reading.Phrases;
import dev.parley.conversation.reading.PlaceholderTitles;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.testkit.reading.Filler;
import dev.parley.testkit.reading.ReadingGrowth;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever a customer writes, doubled text costs planners and the shared rules about double. */
class ReadingGrowthTest {
    private static final Phrases PHRASES =
            Phrases.of(List.of("a@a", "no no", "einen Menschen sprechen", "1.1"));
    private static final Ender WANTED = new Ender(Ender.Reason.CONTENT, "thanks");
    private static final String ASKED = "Is there anything else?";

    private static final ReadingGrowth SHARED =
            new ReadingGrowth()
                    .with(
                            "HumanAssistance.requestIn",
                            (text, effort) -> HumanAssistance.requestIn(of(text, effort), PHRASES))
                    .with("Anger.signIn", (text, effort) -> Anger.signIn(of(text, effort)))
                    .with(
                            "ClosureReading.of",
                            (text, effort) ->
                                    ClosureReading.of(of(text, effort), of(ASKED, effort), PHRASES))
                    .with(
                            "ClosureReading.of, said",
                            (text, effort) ->
                                    ClosureReading.of(of("no", effort), of(text, effort), PHRASES))
                    .with(
                            "Ender.decide",
                            (text, effort) -> Ender.decide(of(text, effort), of(text, effort)))
                    .with("Ender.endOf", (text, effort) -> WANTED.endOf(of(text, effort)))
                    .with(
                            "Ender.hasClosingQuestion",
                            (text, effort) -> Ender.hasClosingQuestion(of(text, effort)))
                    .with(
                            "PlaceholderTitles.isPlaceholder",
                            (text, effort) ->
                                    PlaceholderTitles.isPlaceholder(
                                            of(text, effort), new ConversationId("acme", "c-1")));

    private static final ReadingGrowth OWN =
            new ReadingGrowth()
                    .with(
                            "QuestionPatterns.in",
                            (text, effort) -> QuestionPatterns.in(of(text, effort)))
                    .with(
                            "RetrievalQuery.of",
                            (text, effort) -> RetrievalQuery.of(List.of(of(text, effort))));

    @Test
    void doubledTextCostsTheSharedRulesAboutDouble() {
        assertThat(SHARED.tooSlow(Filler.all())).isEmpty();
    }

    @Test
    void doubledTextCostsPlannersAboutDouble() {
        assertThat(OWN.tooSlow(Filler.all())).isEmpty();
    }

    @Test
    void noReaderIsForgotten() {
        assertThat(SHARED.forgottenPublic(Ender.class)).isEmpty();
        assertThat(OWN.forgotten(QuestionPatterns.class)).isEmpty();
        assertThat(new ReadingGrowth().forgotten(QuestionPatterns.class))
                .containsExactly("QuestionPatterns.in", "RetrievalQuery.of");
    }

    /** What rules did before there was one type for what they see. */
    @Test
    void theOldPatternsAreCaught() {
        var wordEnd = Pattern.compile("\\bq");
        var dash = Pattern.compile("\\s+[-]+\\s+");
        var old =
                new ReadingGrowth()
                        .with(
                                "marks",
                                (text, effort) ->
                                        ReadableText.asWritten(text, effort).shows(wordEnd))
                        .with(
                                "blanks",
                                (text, effort) -> ReadableText.asWritten(text, effort).shows(dash));

        assertThat(old.tooSlow(Filler.all()))
                .anySatisfy(line -> assertThat(line).startsWith("marks: "))
                .anySatisfy(line -> assertThat(line).startsWith("blanks: "));
    }

    private static ReadableText of(String text, Effort effort) {
        return ReadableText.of(text, effort);
    }
}
