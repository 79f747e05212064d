package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisclaimerTest {
    private static final String DISCLAIMER = "This is no (legal) advice.";

    @Test
    void missingDisclaimerIsAppended() {
        assertThat(Disclaimer.once("Yes.\n", DISCLAIMER)).isEqualTo("Yes.\n\n" + DISCLAIMER);
    }

    @Test
    void disclaimerOfTheModelStaysWhereItIsAndOnce() {
        assertThat(Disclaimer.once("this is NO\n(legal) advice. Yes.", DISCLAIMER))
                .isEqualTo("this is NO\n(legal) advice. Yes.");
        assertThat(Disclaimer.once("Yes. " + DISCLAIMER + " So. " + DISCLAIMER, DISCLAIMER))
                .isEqualTo("Yes. " + DISCLAIMER + " So.");
    }

    @Test
    void withoutOneTheTextStaysAsItIs() {
        assertThat(Disclaimer.once("Yes. ", null)).isEqualTo("Yes. ");
        assertThat(Disclaimer.once("Yes. ", " ")).isEqualTo("Yes. ");
        assertThat(Disclaimer.without("Yes. " + DISCLAIMER, DISCLAIMER)).isEqualTo("Yes.");
    }
}
