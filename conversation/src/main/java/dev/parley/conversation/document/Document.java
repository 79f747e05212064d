package dev.parley.conversation.document;

import org.jspecify.annotations.Nullable;

/**
 * A text an organization's answers may rest on.
 *
 * @param id unique within the organization
 * @param version grows with every change; an older one never replaces a newer
 * @param title what a citation shows
 * @param link where a reader finds it; absent when nowhere
 * @param text plain text or Markdown
 */
public record Document(
        String organization,
        String id,
        long version,
        String title,
        @Nullable String link,
        String text) {}
