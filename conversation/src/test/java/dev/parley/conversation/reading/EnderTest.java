package dev.parley.conversation.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.organization.Wording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Step 5.3: satisfaction signals, and the decision to ask whether the matter is settled. */
class EnderTest {
    private static final String ASKED = "It is on its way. " + Wording.ENDER;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thanks!|CONTENT|thanks",
                "thank you so much|CONTENT|thank you so much",
                "Ok great, thanks|CONTENT|great",
                "Perfect.|CONTENT|perfect",
                "That\u2019s perfect!|CONTENT|that's perfect",
                "Got it|CONTENT|got it",
                "That works now.|CONTENT|that works now",
                "It solved it|CONTENT|it solved it",
                "Bye|LEAVING|bye",
                "Thanks, that's all!|LEAVING|that's all",
                "No thanks|LEAVING|no",
                "Thanks, have a nice day|LEAVING|have a nice day",
                "Thanks! And where is my order?|OPEN|?",
                "Bye, but where is my order?|OPEN|?",
                "Thanks but it still fails|OPEN|but",
                "Great, it doesn't work again|OPEN|doesn't",
                "Perfect, one more thing|OPEN|one more",
                "My order is 7|NO_SIGNAL|''",
                "Thanks in advance|NO_SIGNAL|''",
                "Thanks for nothing|NO_SIGNAL|''",
                "It would be great to have a refund|NO_SIGNAL|''",
                "I bought the Perfect Grill|NO_SIGNAL|''",
                "no|NO_SIGNAL|''",
            })
    void decisionNamesItsReasonAndTheWordsThatMadeIt(
            String question, Ender.Reason reason, String signal) {
        assertThat(decide(question, "It is on its way.")).isEqualTo(new Ender(reason, signal));
    }

    @Test
    void nobodyIsAskedTwiceAndANoTakesLeave() {
        assertThat(decide("Thanks", ASKED).reason()).isEqualTo(Ender.Reason.ASKED);
        assertThat(decide("Nope.", ASKED)).isEqualTo(new Ender(Ender.Reason.LEAVING, "nope"));
        assertThat(decide("No, where is it?", ASKED).reason()).isEqualTo(Ender.Reason.OPEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Done. Is there anything else?",
                "Anything else I can help you with today? \uD83D\uDE00",
                "Do you have any other questions?",
                "**Did that help?**",
                "Is there something else you need?\n\nNo advice.",
            })
    void closingQuestionIsRecognized(String text) {
        assertThat(asks(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is your order number?",
                "Anything else is up to you.",
                "Ask me if you have any questions.",
                "Did you try another browser?",
            })
    void otherTextIsNoClosingQuestion(String text) {
        assertThat(asks(text)).isFalse();
    }

    @Test
    void questionIsAddedWhereItIsWantedAndNothingIsAsked() {
        var wanted = decide("Thanks", "");

        assertThat(wanted.endOf(ReadableText.of("You are welcome.")))
                .isEqualTo("You are welcome. " + Wording.ENDER);
        assertThat(wanted.endOf(ReadableText.of("Did it arrive?"))).isEqualTo("Did it arrive?");
        assertThat(decide("Hello", "").endOf(ReadableText.of("Hi."))).isEqualTo("Hi.");
        assertThat(asks(Wording.ENDER)).isTrue();
    }

    private static Ender decide(String question, String lastReply) {
        return Ender.decide(ReadableText.of(question), ReadableText.of(lastReply));
    }

    private static boolean asks(String text) {
        return Ender.hasClosingQuestion(ReadableText.of(text));
    }
}
