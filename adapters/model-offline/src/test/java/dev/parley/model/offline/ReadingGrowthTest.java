package dev.parley.model.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.model.Enclosure;
import dev.parley.conversation.reading.ReadableText;
import dev.parley.testkit.reading.Filler;
import dev.parley.testkit.reading.ReadingGrowth;
import org.junit.jupiter.api.Test;

/** Counts characters, so that a slow machine makes no difference. */
class ReadingGrowthTest {
    private static final ReadingGrowth READERS =
            new ReadingGrowth()
                    .with(
                            "Enclosure.read",
                            (text, effort) -> Enclosure.read(ReadableText.asWritten(text, effort)));

    @Test
    void doubledPromptCostsAboutDouble() {
        assertThat(READERS.tooSlow(Filler.all())).isEmpty();
    }
}
