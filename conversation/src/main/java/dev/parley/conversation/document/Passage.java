package dev.parley.conversation.document;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a document, small enough to quote.
 *
 * @param index its place in the document, from 0
 * @param title of the document
 * @param link of the document
 * @param text untrusted, like everything an organization uploads
 */
public record Passage(
        String documentId, int index, String title, @Nullable String link, String text) {
    /** Unique within the organization. */
    public String id() {
        return documentId + "#" + index;
    }
}
