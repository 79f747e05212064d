package dev.parley.conversation.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.reading.ClosureReading.Closes;
import dev.parley.conversation.reading.ClosureReading.Continues;
import dev.parley.conversation.reading.ClosureReading.Doubtful;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Step 7.1: what ends a matter, what may, and what does not. */
class ClosureReadingTest {
    private static final String ASKED = "It is on its way. Is there anything else?";
    private static final String TOLD = "It is on its way.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bye!|FAREWELL|bye",
                "thx cya|FAREWELL|see you",
                "Thank you, have a nice day|FAREWELL|have a nice day",
                "I will call them tomorrow. Goodbye|FAREWELL|goodbye",
                "That\u2019s all.|DONE|that's all",
                "You can close this ticket|DONE|you can close this ticket",
                "Thanks, that's all I need for now|SATISFIED_AND_DONE|that's all i need for now",
                "never mind, I found it|SATISFIED_AND_DONE|never mind",
            })
    void step71DirectWordsClose(String text, ClosingSignal signal, String words) {
        var reading = reading(text, TOLD, List.of());

        assertThat(reading).isEqualTo(new Closes(signal, words, signal.confidence()));
        assertThat(reading.closes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thanks", "Perfect, thank you so much!", "Got it", "ok", "Hello"})
    void step71ThanksAloneDoNotCloseButInviteTheEnder(String text) {
        assertThat(reading(text, TOLD, List.of())).isEqualTo(new Continues(""));
        assertThat(Ender.decide(ReadableText.of("Thanks"), ReadableText.of(TOLD)).isWanted())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No",
                "nope.",
                "Nah, I'm good",
                "no thanks!",
                "Nothing, thank you",
                "not now"
            })
    void step71NoClosesAsAnAnswerToTheEnderOnly(String text) {
        assertThat(reading(text, ASKED, List.of()))
                .isInstanceOfSatisfying(
                        Closes.class,
                        closes ->
                                assertThat(closes.signal()).isEqualTo(ClosingSignal.REFUSED_MORE));
        for (var other :
                List.of(
                        "",
                        "Shall I book it?",
                        "Did that help?",
                        "Is there anything else? Also, do you want a receipt?",
                        "Anything else, or shall I book it?")) {
            assertThat(reading(text, other, List.of()).closes()).as(other).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bye, but where is my order|but",
                "Thanks, bye?|?",
                "No, I still cannot log in|still",
                "No. Please send the receipt|please",
                "That's all for the lamp, now what about my desk|now what",
                "bye the way I also ordered a desk|also",
            })
    void step71WhatIsOpenInTheSameMessageKeepsItOpen(String text, String words) {
        assertThat(reading(text, ASKED, List.of())).isEqualTo(new Continues(words));
    }

    @Test
    void step71GreyZoneNamesWhatSpeaksForAnEndAndWhatIsBesideIt() {
        assertThat(reading("Thanks, my brother has the key", TOLD, List.of()))
                .isEqualTo(
                        new Doubtful(
                                ClosingSignal.THANKED, "thanks", "my brother has the key", 0.25));
        assertThat(reading("Thanks", ASKED, List.of()))
                .isEqualTo(new Doubtful(ClosingSignal.THANKED, "thanks", "", 0.25));
        assertThat(reading("No, the blue lamp", ASKED, List.of()))
                .isEqualTo(new Doubtful(ClosingSignal.REFUSED_MORE, "no", "the blue lamp", 0.5));
        assertThat(reading("never mind", TOLD, List.of()))
                .isEqualTo(new Doubtful(ClosingSignal.DONE, "never mind", "", 0.5));
    }

    @Test
    void step71YesClosesOnlyWhereThatWasAllIsAsked() {
        assertThat(reading("Yes", "Will that be all?", List.of()).closes()).isTrue();
        assertThat(reading("No", "Will that be all?", List.of()).closes()).isFalse();
        assertThat(reading("Yes", ASKED, List.of()).closes()).isFalse();
    }

    @Test
    void step71PhrasesOfTheOrganizationCloseInAnyLanguage() {
        var phrases = List.of("adi\u00f3s", "eso es todo", "\u3055\u3088\u3046\u306a\u3089");
        for (var text :
                List.of(
                        "ADI\u00d3S!",
                        "Muchas gracias, eso es todo.",
                        "\u3055\u3088\u3046\u306a\u3089")) {
            assertThat(reading(text, TOLD, phrases))
                    .as(text)
                    .isInstanceOfSatisfying(
                            Closes.class,
                            closes -> assertThat(closes.signal()).isEqualTo(ClosingSignal.PHRASE));
            assertThat(reading(text, TOLD, List.of()).closes()).isFalse();
        }
        assertThat(reading("adi\u00f3s, \u00bfd\u00f3nde est\u00e1?", TOLD, phrases))
                .isEqualTo(new Continues("?"));
        assertThat(reading("eso es todo pero quiero otro", TOLD, phrases))
                .isInstanceOf(Doubtful.class);
        assertThat(reading("adi\u00f3sito", TOLD, phrases)).isEqualTo(new Continues(""));
    }

    private static ClosureReading reading(String text, String previous, List<String> phrases) {
        return ClosureReading.of(
                ReadableText.of(text), ReadableText.of(previous), Phrases.of(phrases));
    }
}
