package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.reading.ReadableText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionPatternsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    How do I reset my password | how
                    how can we pay | how
                    How to return shoes | how
                    what is the warranty | what
                    What does premium include | what
                    Please explain the fees | explain
                    is there a setup guide | documentation
                    send me the documentation | documentation
                    a tutorial would be nice | documentation
                    Where is my nearest shop | where
                    When do you close | when
                    Can I change my seat | can I
                    Do you ship to Norway | do you
                    I'd like to know the return period | explain
                    Refunds? | question mark
                    """)
    void questionsAreNamedByTheirPattern(String text, String pattern) {
        assertThat(QuestionPatterns.in(ReadableText.of(text))).contains(pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "Thanks!", "My parcel arrived broken.", "ok", "I show it"})
    void otherTextsAreNone(String text) {
        assertThat(QuestionPatterns.in(ReadableText.of(text))).isEmpty();
    }
}
