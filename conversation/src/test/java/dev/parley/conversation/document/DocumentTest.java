package dev.parley.conversation.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentTest {
    @Test
    void documentsOutOfBoundsAreRefused() {
        assertThat(new Document("acme", "d", 1, "T", null, "x".repeat(Document.MAX_BYTES)))
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Document(
                                "acme",
                                "d",
                                1,
                                "T",
                                null,
                                "ü".repeat(Document.MAX_BYTES / 2) + "x"))
                .withMessageContaining("1,048,577");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Document("acme", "d/e", 1, "T", null, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Document("acme", "d", 1, " ", null, ""));
    }

    @Test
    void rulesForWhatComesInAreAtLeastAsStrict() {
        assertThat(broken("d", "T", "https://a/b", "x".repeat(Document.MAX_BYTES))).isEmpty();
        assertThat(broken("d/e", "T", null, "x")).containsExactly("id");
        assertThat(broken(".d", "T", null, "x")).containsExactly("id");
        assertThat(broken("d", "T".repeat(301), null, "x")).containsExactly("title");
        assertThat(broken("d", "T\nU", null, "x")).containsExactly("title");
        for (var hidden : List.of("\u200b", "T\u202eU", "T\u2028U", "T\udb40\udc41", "\u3164")) {
            assertThat(broken("d", hidden, null, "x")).as(hidden).containsExactly("title");
        }
        assertThat(broken("d", "T", "https://a/" + "b".repeat(2_000), "x")).containsExactly("link");
        assertThat(broken("d", "T", "file:///a", "x")).containsExactly("link");
        assertThat(broken("d", "T", null, " ")).containsExactly("text");
        assertThat(broken("d", "T", null, "ü".repeat(Document.MAX_BYTES / 2) + "x"))
                .containsExactly("text");
    }

    private static List<String> broken(
            String id, String title, @Nullable String link, String text) {
        return DocumentRules.broken(id, title, link, text).stream()
                .map(DocumentRules.Broken::field)
                .toList();
    }
}
