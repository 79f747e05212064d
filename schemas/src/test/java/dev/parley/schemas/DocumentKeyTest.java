package dev.parley.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentKeyTest {

    @Test
    void whatIsWrittenIsRead() {
        var key = new DocumentKey("acme", "Returns_2.en:v1");

        assertThat(DocumentKey.parse(key.toString())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "acme/", "/returns", "Acme/returns", "acme/a/b", "acme/a b"})
    void otherTextIsRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> DocumentKey.parse(key));
    }

    @Test
    void longestIdIsTakenAndALongerOneRefused() {
        assertThat(new DocumentKey("acme", "d".repeat(128)).document()).hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DocumentKey("acme", "d".repeat(129)))
                .withMessageContaining("document id");
    }
}
