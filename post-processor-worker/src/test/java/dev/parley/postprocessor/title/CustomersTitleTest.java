package dev.parley.postprocessor.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.reading.ReadableText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomersTitleTest {
    private static final ConversationId ID = new ConversationId("acme", "c-1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hi, I would like to change the delivery address, please. | Change the delivery address",
                "The blue kettle leaks | Blue kettle leaks",
                "how do I reset the password of my account? | Reset the password",
                "My order 4711 from ada@acme.com never arrived in Bonn | Never arrived in Bonn",
            })
    void mostTellingWordsThatFollowEachOtherAreTaken(String text, String title) {
        assertThat(CustomersTitle.of(List.of(ReadableText.of(text)), ID)).contains(title);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi",
                "Hello there!",
                "",
                "4711",
                "ok thanks",
                "!!!",
                "\ud83d\ude00 \ud83d\ude00"
            })
    void wordsThatSayNothingMakeNoTitle(String text) {
        assertThat(CustomersTitle.of(List.of(ReadableText.of(text)), ID)).isEmpty();
    }

    @Test
    void firstOfEqualsIsTaken() {
        assertThat(
                        CustomersTitle.of(
                                List.of(
                                        ReadableText.of("Kettle leaks"),
                                        ReadableText.of("Lamp flickers")),
                                ID))
                .contains("Kettle leaks");
    }
}
