package dev.parley.conversation.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HumanAssistanceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Can I talk to a human?",
                "I want to speak with a real person please",
                "let me speak to an agent",
                "Transfer me!",
                "connect me to customer service",
                "please put me through to a representative",
                "I need a real person",
                "Get me a human",
                "Human please.",
                "agent",
                "I'd like to chat with someone about my bill"
            })
    void requestsForAPersonAreFound(String text) {
        assertThat(request(text, List.of())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What are your customer service hours?",
                "The agent at the airport was kind",
                "Find me a restaurant with a real person playing the piano",
                "Is the human resources office open?",
                "I talked with my sister",
                "How do I transfer money?",
                "A table for one person please",
                "Book it for two people"
            })
    void otherMentionsAreNot(String text) {
        assertThat(request(text, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ich möchte einen MENSCHEN sprechen", "einen menschen sprechen, bitte"})
    void phrasesOfTheOrganizationCountInAnyCase(String text) {
        assertThat(request(text, List.of("einen Menschen sprechen"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ich m\u006f\u0308chte einen \u2003 Menschen\u200b sprechen",
                "EINEN\u00a0MENSCHEN SPRECHEN",
                "wei\u00df \u2026einen Menschen sprechen\u2026"
            })
    void phrasesOfTheOrganizationAreFoundHoweverTheyAreTyped(String text) {
        assertThat(request(text, List.of("einen  Menschen sprechen"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"supermanager", "managerial work"})
    void phrasesMatchWholeWordsOnly(String text) {
        assertThat(request(text, List.of("manager"))).isEmpty();
    }

    private static Optional<HumanAssistance.Request> request(String text, List<String> phrases) {
        return HumanAssistance.requestIn(ReadableText.of(text), Phrases.of(phrases));
    }
}
