package dev.parley.conversation.document;

import java.util.List;

/**
 * A document cut and embedded, as it is published once and read by everybody.
 *
 * @param embeddingModel which model made the vectors; vectors of another one do not compare
 * @param passages in the document's order; empty for a document without text
 */
public record EmbeddedDocument(
        Document document, String embeddingModel, List<EmbeddedPassage> passages) {
    public EmbeddedDocument {
        passages = List.copyOf(passages);
    }

    /**
     * One passage with its vector.
     *
     * @param text with the headings it stands under; with the document's title, short enough for
     *     the embedding model to have read all of it
     * @param vector of length 1; not copied, never changed
     */
    public record EmbeddedPassage(String text, float[] vector) {}
}
