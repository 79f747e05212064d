package dev.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"acme/c-1", "0/A", "a_b-c/Chat:42.x_y-z", "acme/c~2", "acme/c~999999999"})
    void parsedKeyIsWrittenAsItWas(String key) {
        assertThat(RecordKey.parse(key)).hasToString(key);
    }

    @Test
    void longestIdsAreAccepted() {
        var key = new RecordKey("o".repeat(63), "c".repeat(128));

        assertThat(RecordKey.parse(key.toString())).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "acme, has no /",
        "'', has no /",
        "/c-1, organization id \"\"",
        "acme/, conversation id \"\"",
        "Acme/c-1, organization id \"Acme\"",
        "_acme/c-1, organization id \"_acme\"",
        "acme /c-1, organization id \"acme \"",
        "acme/c/1, conversation id \"c/1\"",
        "acme/c 1, conversation id \"c 1\"",
        "acme/é, conversation id \"é\"",
        "acme/c~0, conversation id \"c~0\"",
        "acme/c~2~3, conversation id \"c~2~3\"",
    })
    void brokenKeyIsRefusedNamingThePart(String key, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordKey.parse(key))
                .withMessageContaining(message);
    }

    @Test
    void tooLongIdsAreRefusedWithAShortMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordKey("o".repeat(64), "c"))
                .withMessageContaining("organization id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordKey("o", "c".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void lineBreaksDoNotReachTheMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordKey.parse("acme/c\n2026 ERROR forged"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        assertThat(RecordKey.isConversation("c-1\n")).isFalse();
        assertThat(RecordKey.isOrganization("acme\n")).isFalse();
    }
}
