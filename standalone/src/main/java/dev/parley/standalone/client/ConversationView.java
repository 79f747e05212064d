package dev.parley.standalone.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the API shows it.
 *
 * @param messages the newest {@link #WINDOW} messages, oldest first
 */
public record ConversationView(
        String organization,
        String conversation,
        @Nullable String status,
        @Nullable Boolean needsProcessing,
        List<MessageView> messages) {
    /** The most messages the API shows. */
    public static final int WINDOW = 200;

    /** Tells whether older messages may be missing from the list. */
    public boolean isCutOff() {
        return messages.size() >= WINDOW;
    }
}
