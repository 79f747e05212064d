package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFilesTest {
    @TempDir Path folder;

    @Test
    void everyMarkdownFileIsADocumentByItsFrontMatterHeadingOrName() throws IOException {
        write(
                "a.md",
                "\uFEFF---\r\ntitle: \"Returns: how\"\r\nlink: https://a/b\r\n---\r\n\r\n# Head\r\n\r\nText.\r\n");
        write("b.md", "# Head\nText");
        write("c.md", "Text");
        write("d.md", "---\nid: own\n---\nText");
        write("e.txt", "Text");
        write("inside/f.md", "Text");

        var read = DocumentFiles.read(folder, "acme");

        assertThat(read.findings()).isEmpty();
        assertThat(read.documents())
                .containsExactly(
                        new Document(
                                "acme", "a", 0, "Returns: how", "https://a/b", "# Head\n\nText."),
                        new Document("acme", "b", 0, "Head", null, "# Head\nText"),
                        new Document("acme", "c", 0, "c", null, "Text"),
                        new Document("acme", "own", 0, "own", null, "Text"));
    }

    @Test
    void mistakesAreToldWithTheirPlaces() throws IOException {
        write("a.md", "---\ntitle: A\ntitel: B\n---\nText");
        write("b.md", "---\ntitle A\n---\nText");
        write("c.md", "---\ntitle: A\ntitle: B\n---\nText");
        write("d.md", "---\ntitle: A\n");

        assertThat(DocumentFiles.read(folder, "acme").findings())
                .extracting(finding -> finding.toString().substring(folder.toString().length() + 1))
                .contains(
                        "a.md:3:1: titel: is not a known key; did you mean title?",
                        "b.md:2:1: must be a line \"key: value\"",
                        "c.md:3:1: title: is there twice",
                        "d.md:1:1: the front matter has no end: a line ---");
    }

    @Test
    void folderThatIsEmptyOrMissingIsTold() {
        assertThat(DocumentFiles.read(folder, "acme").findings()).hasSize(1);
        assertThat(DocumentFiles.read(folder.resolve("none"), "acme").findings()).hasSize(1);
    }

    private void write(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
