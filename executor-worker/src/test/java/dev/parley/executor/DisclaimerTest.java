package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.reading.Effort;
import dev.parley.conversation.reading.ReadableText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisclaimerTest {
    private static final String DISCLAIMER = "This is no (legal) advice.";

    @Test
    void missingDisclaimerIsAppended() {
        assertThat(once("Yes.\n", DISCLAIMER)).isEqualTo("Yes.\n\n" + DISCLAIMER);
    }

    @Test
    void disclaimerOfTheModelStaysWhereItIsAndOnce() {
        assertThat(once("this is NO\n(legal) advice. Yes.", DISCLAIMER))
                .isEqualTo("this is NO\n(legal) advice. Yes.");
        assertThat(once("Yes. " + DISCLAIMER + " So. " + DISCLAIMER, DISCLAIMER))
                .isEqualTo("Yes. " + DISCLAIMER + " So.");
    }

    @Test
    void withoutOneTheTextStaysAsItIs() {
        assertThat(once("Yes. ", null)).isEqualTo("Yes. ");
        assertThat(once("Yes. ", " ")).isEqualTo("Yes. ");
        assertThat(without("Yes. " + DISCLAIMER, DISCLAIMER)).isEqualTo("Yes.");
    }

    private static String once(String text, @Nullable String disclaimer) {
        return disclaimer(disclaimer)
                .onceIn(ReadableText.asWritten(text, Effort.ofCharacters(Effort.MOST)));
    }

    private static String without(String text, String disclaimer) {
        return disclaimer(disclaimer)
                .without(ReadableText.asWritten(text, Effort.ofCharacters(Effort.MOST)))
                .toString();
    }

    private static Disclaimer disclaimer(@Nullable String text) {
        return Disclaimer.of(Assignments.playbook("Greet.", text));
    }
}
