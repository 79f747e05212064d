package dev.parley.conversation.document;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text an organization's answers may rest on.
 *
 * @param id unique within the organization, 1 to 128 of {@code A-Z a-z 0-9 . _ : -}
 * @param version grows with every change; an older one never replaces a newer
 * @param title what a citation shows, 1 to {@value #MAX_TITLE} characters
 * @param link where a reader finds it, at most {@value #MAX_LINK} characters; absent when nowhere
 * @param text plain text or Markdown, at most {@link #MAX_BYTES} in UTF-8
 */
public record Document(
        String organization,
        String id,
        long version,
        String title,
        @Nullable String link,
        String text) {
    /**
     * 1 MiB, some 170,000 words: with its passages and their vectors it has to fit into one record.
     * Longer ones are better cut by who knows their chapters.
     */
    public static final int MAX_BYTES = 1024 * 1024;

    static final int MAX_TITLE = 300;
    static final int MAX_LINK = 2_000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /**
     * @throws IllegalArgumentException saying which part is not as described
     */
    public Document {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "a document's id must be 1 to 128 of A-Z a-z 0-9 . _ : -");
        }
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw new IllegalArgumentException(
                    "the title of document %s must have 1 to %d characters"
                            .formatted(id, MAX_TITLE));
        }
        if (link != null && link.length() > MAX_LINK) {
            throw new IllegalArgumentException(
                    "the link of document %s is longer than %d characters".formatted(id, MAX_LINK));
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the text of document %s has %,d bytes; %,d are the limit"
                            .formatted(id, bytes, MAX_BYTES));
        }
    }

    /** Whether the text may be the id of a document. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
