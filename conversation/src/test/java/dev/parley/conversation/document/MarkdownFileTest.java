package dev.parley.conversation.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MarkdownFileTest {
    @Test
    void frontMatterSaysTitleAndLinkAndTheRestIsText() throws MarkdownFileException {
        var file =
                MarkdownFile.parse(
                        "\uFEFF---\r\ntitle: \"Returns: how\"\r\nlink: https://a/b\r\n---\r\n\r\n# Head\r\n\r\nText.\r\n");

        assertThat(file)
                .isEqualTo(new MarkdownFile("Returns: how", "https://a/b", "# Head\n\nText."));
    }

    @Test
    void withoutFrontMatterTheFirstHeadingIsTheTitle() throws MarkdownFileException {
        assertThat(MarkdownFile.parse("# Head\nText"))
                .isEqualTo(new MarkdownFile("Head", null, "# Head\nText"));
        assertThat(MarkdownFile.parse("Text").title()).isNull();
        assertThat(MarkdownFile.parse("").text()).isEmpty();
    }

    @Test
    void mistakesAreToldWithTheirLine() {
        refused("---\ntitle: A\ntitel: B\n---\n", 3, "titel");
        refused("---\ntitle A\n---\n", 2, "key: value");
        refused("---\ntitle: A\ntitle: B\n---\n", 3, "twice");
        refused("---\ntitle: A\n", 1, "no end");
    }

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

    private static void refused(String content, int line, String message) {
        assertThatExceptionOfType(MarkdownFileException.class)
                .isThrownBy(() -> MarkdownFile.parse(content))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.line()).isEqualTo(line));
    }
}
