package dev.parley.postprocessor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.reading.Effort;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.postprocessor.title.CustomersTitle;
import dev.parley.postprocessor.title.TitleText;
import dev.parley.testkit.reading.Filler;
import dev.parley.testkit.reading.ReadingGrowth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever customers and models write, doubled text costs post-processors about double. */
class ReadingGrowthTest {
    private static final ConversationId ID = new ConversationId("acme", "c-1");

    private static final ReadingGrowth READERS =
            new ReadingGrowth()
                    .with(
                            "ShortWords.objection",
                            (text, effort) ->
                                    ShortWords.objection(
                                            of(text, effort),
                                            ModelAnswer.Finish.STOP,
                                            ReadableText.LONGEST,
                                            true))
                    .with(
                            "TitleText.cleaned",
                            (text, effort) -> TitleText.cleaned(of(text, effort)))
                    .with(
                            "TitleText.objection",
                            (text, effort) -> TitleText.objection(of(text, effort), ID))
                    .with(
                            "CustomersTitle.of",
                            (text, effort) -> CustomersTitle.of(List.of(of(text, effort)), ID));

    @Test
    void doubledTextCostsAboutDouble() {
        assertThat(READERS.tooSlow(Filler.all())).isEmpty();
    }

    @Test
    void noReaderIsForgotten() {
        var titles = "dev.parley.postprocessor.title";

        assertThat(READERS.forgotten(ShortWords.class, titles)).isEmpty();
        assertThat(new ReadingGrowth().forgotten(ShortWords.class, titles)).hasSize(4);
    }

    private static ReadableText of(String text, Effort effort) {
        return ReadableText.of(text, effort);
    }
}
