package dev.parley.conversation.organization;

import java.util.Arrays;
import java.util.Optional;

/** What an API key may do. */
public enum Scope {
    MESSAGES_WRITE("messages:write"),
    CONVERSATIONS_READ("conversations:read"),
    DOCUMENTS_WRITE("documents:write"),
    /** Everything. */
    ADMIN("admin");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** The scope with this name; empty when there is none. */
    public static Optional<Scope> parse(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    /** How people and records call it, as {@code messages:write}. */
    public String text() {
        return text;
    }
}
