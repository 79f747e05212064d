package dev.parley.postprocessor.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.reading.ReadableText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitleTextTest {
    private static final ConversationId ID = new ConversationId("acme", "c-1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Damaged parcel refund | Damaged parcel refund",
                "\"Damaged parcel refund.\" | Damaged parcel refund",
                "Title: Damaged parcel refund | Damaged parcel refund",
                "**Title:** Damaged parcel refund! | Damaged parcel refund",
                "Here's a title: Damaged parcel refund | Damaged parcel refund",
                "## Damaged parcel refund | Damaged parcel refund",
                "- Damaged parcel refund | Damaged parcel refund",
                "1. Damaged parcel refund | Damaged parcel refund",
                "\u201cDamaged parcel\u201d | Damaged parcel",
                "Titel: Paket besch\u00e4digt | Paket besch\u00e4digt",
            })
    void wrappingIsTakenOff(String written, String title) {
        assertThat(TitleText.cleaned(ReadableText.of(written))).hasToString(title);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Damaged parcel refund",
                "Cancel my subscription",
                "Change of delivery address",
                "Paket besch\u00e4digt",
                "\u8ba2\u5355 \u4e22\u5931"
            })
    void titlesAreTaken(String title) {
        assertThat(TitleText.objection(ReadableText.of(title), ID)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Order of ada@acme.com | it holds an address",
                "See www.acme.com now | it holds an address",
                "Call back 030 1234567 | it holds a number",
                "Order 4711 missing | it holds a number",
                "I am an assistant | it speaks of you and not of the matter",
                "Sure thing boss | it speaks of you and not of the matter",
                "Offline model answer | it speaks of you and not of the matter",
                "New conversation | it says nothing of the matter",
                "Hello there | it says nothing of the matter",
                "Refund | it has not 2 to 5 words",
                "A parcel that arrived damaged and late | it has not 2 to 5 words",
            })
    void whatIsNoTitleIsRefusedWithItsReason(String title, String reason) {
        assertThat(TitleText.objection(ReadableText.of(title), ID)).isEqualTo(reason);
    }
}
