package dev.parley.standalone.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of what was erased.
 *
 * @param conversation the one that was asked for; absent for many
 * @param successors conversations that took its place, and are erased with it
 * @param conversations how many are erased
 * @param erasedAt ISO 8601; absent when there was none
 * @param messages how many messages there were, of any author
 * @param replies how many of them were replies
 * @param shared conversations that stay, because other customers wrote in them too
 * @param complete whether nothing is left to do
 * @param topicsForgetBy ISO 8601; when the last topic has forgotten it
 */
public record Receipt(
        String organization,
        @Nullable String conversation,
        @Nullable List<String> successors,
        long conversations,
        @Nullable String erasedAt,
        long messages,
        long replies,
        @Nullable List<String> shared,
        boolean complete,
        @Nullable String topicsForgetBy) {
    public Receipt {
        successors = successors == null ? List.of() : List.copyOf(successors);
        shared = shared == null ? List.of() : List.copyOf(shared);
    }
}
