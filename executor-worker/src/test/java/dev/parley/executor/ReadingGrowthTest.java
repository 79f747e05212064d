package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.Passage;
import dev.parley.conversation.reading.Effort;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.executor.grounding.Groundedness;
import dev.parley.executor.passage.Citations;
import dev.parley.testkit.reading.Filler;
import dev.parley.testkit.reading.ReadingGrowth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a model writes, doubled text costs executors about double. */
class ReadingGrowthTest {
    private static final Disclaimer DISCLAIMER =
            Disclaimer.of(Assignments.playbook("Greet.", "This is no advice. This is final."));
    private static final Passage PASSAGE = new Passage("doc", 0, "Title", null, "Text.");

    private static final ReadingGrowth READERS =
            new ReadingGrowth()
                    .with(
                            "Groundedness.unsupported",
                            (text, effort) ->
                                    Groundedness.unsupported(
                                            whole(text, effort),
                                            List.of(whole("We ship in 3 days.", effort))))
                    .with(
                            "Groundedness.unsupported, sources",
                            (text, effort) ->
                                    Groundedness.unsupported(
                                            whole("In 3 days.", effort),
                                            List.of(whole(text, effort))))
                    .with(
                            "Citations.in",
                            (text, effort) -> Citations.in(written(text, effort), List.of(PASSAGE)))
                    .with(
                            "Disclaimer.onceIn",
                            (text, effort) -> DISCLAIMER.onceIn(written(text, effort)))
                    .with(
                            "Disclaimer.without",
                            (text, effort) -> DISCLAIMER.without(written(text, effort)));

    @Test
    void doubledTextCostsAboutDouble() {
        assertThat(READERS.tooSlow(Filler.all())).isEmpty();
    }

    @Test
    void noReaderIsForgotten() {
        assertThat(
                        READERS.forgotten(
                                Closing.class,
                                "dev.parley.executor.grounding",
                                "dev.parley.executor.passage"))
                .isEmpty();
        assertThat(
                        new ReadingGrowth()
                                .forgotten(
                                        Closing.class,
                                        "dev.parley.executor.grounding",
                                        "dev.parley.executor.passage"))
                .hasSize(4);
    }

    private static ReadableText written(String text, Effort effort) {
        return ReadableText.asWritten(text, effort);
    }

    private static ReadableText whole(String text, Effort effort) {
        return ReadableText.whole(text, effort);
    }
}
