package dev.parley.standalone.client;

import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation as the API shows it.
 *
 * @param role {@code USER}, {@code ASSISTANT} and others, in any case
 * @param metadata how a reply came to be; absent for other messages
 */
public record MessageView(
        long seq, String id, String role, String text, @Nullable Metadata metadata) {

    /** The part of a reply's metadata that we read. */
    public record Metadata(
            @Nullable Long turn,
            @Nullable String kind,
            @Nullable String path,
            @Nullable String model) {}

    /** Tells whether the pipeline wrote it. */
    public boolean isReply() {
        return role.equalsIgnoreCase("assistant");
    }

    /** Tells whether a customer wrote it. */
    public boolean isFromUser() {
        return role.equalsIgnoreCase("user");
    }

    /** Number of the turn that wrote it, if it is a reply. */
    public @Nullable Long turn() {
        return metadata == null ? null : metadata.turn();
    }
}
