package dev.parley.documents.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.HeldDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldDocumentsTest {
    private final HeldDocuments held = new HeldDocuments("test");

    @Test
    void newestVersionIsHeldAndOfOneVersionTheFirst() {
        put("acme", "returns", 1, "30 days");
        put("acme", "returns", 3, "60 days");
        put("acme", "returns", 3, "90 days");
        put("acme", "returns", 2, "45 days");

        assertThat(held.of("acme"))
                .containsExactly(
                        new HeldDocument(
                                "returns",
                                3,
                                HeldDocument.hash("Title", null, "60 days"),
                                "Title".length() + "60 days".length(),
                                0));
    }

    @Test
    void removedDocumentIsForgottenAndMayComeAgain() {
        put("acme", "returns", 7, "30 days");
        held.remove("acme", "returns");
        held.remove("acme", "never there");
        assertThat(held.of("acme")).isEmpty();

        put("acme", "returns", 1, "30 days");
        assertThat(held.of("acme")).hasSize(1);
    }

    @Test
    void organizationsHoldTheirOwn() {
        put("acme", "returns", 1, "30 days");
        put("zenith", "fees", 1, "none");

        assertThat(held.of("acme")).extracting(HeldDocument::id).containsExactly("returns");
        assertThat(held.of("nobody")).isEmpty();
    }

    @Test
    void documentOfAnotherModelIsHeldAsOneWhoseContentIsNew() {
        put("acme", "returns", 1, "30 days");
        var moved = new HeldDocuments("another");
        moved.put(embedded("acme", "returns", 1, "30 days"));

        assertThat(held.of("acme").getFirst().hash())
                .isEqualTo(HeldDocument.hash("Title", null, "30 days"));
        assertThat(moved.of("acme"))
                .containsExactly(
                        new HeldDocument(
                                "returns",
                                1,
                                HeldDocument.OF_ANOTHER_MODEL,
                                "Title".length() + "30 days".length(),
                                0));
    }

    private void put(String organization, String id, long version, String text) {
        held.put(embedded(organization, id, version, text));
    }

    private static EmbeddedDocument embedded(
            String organization, String id, long version, String text) {
        var document = new Document(organization, id, version, "Title", null, text);
        return new EmbeddedDocument(document, "test", List.of());
    }
}
