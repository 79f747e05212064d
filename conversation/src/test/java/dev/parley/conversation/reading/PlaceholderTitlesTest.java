package dev.parley.conversation.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTitlesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "New conversation",
                "New Conversation (2)",
                "Untitled",
                "untitled chat",
                "Conversation 17",
                "Chat #42",
                "2026-01-05T09:00:00Z",
                "2026-01-05 09:00",
                "5 January 2026",
                "Chat on Mon 5 Jan at 9:15 am",
                "New_conversation",
                "Hello there",
                "hi!",
                "Good morning",
                "3f2a9c41-77aa-4b1e-9d10-0242ac120002",
                "f00dcafe1234",
                "c-1",
                "\"New chat\"",
                "Customer inquiry",
                "Support request",
                "N/A",
                "12345",
                "...",
                "Session 3f2a",
                "Thank you"
            })
    void titlesThatSayNothingAreRecognized(String title) {
        assertThat(isPlaceholder(title)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Damaged parcel refund",
                "Order 4711 missing",
                "Invoice for May",
                "March Madness tickets",
                "Help with login",
                "New router installation",
                "Welcome bonus missing",
                "Thank-you card printing",
                "May bank holiday opening"
            })
    void titlesThatSaySomethingAreNot(String title) {
        assertThat(isPlaceholder(title)).isFalse();
    }

    @Test
    @Timeout(2)
    void longTitleIsReadInNoTime() {
        var title = "new chat na ".repeat(2_000);
        assertThat(isPlaceholder(title + "x")).isFalse();
    }

    private static boolean isPlaceholder(String title) {
        return PlaceholderTitles.isPlaceholder(
                ReadableText.of(title), new ConversationId("acme", "c-1"));
    }
}
