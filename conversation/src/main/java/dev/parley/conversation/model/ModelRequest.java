package dev.parley.conversation.model;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param requestId names the call in logs and in the model's own: turn id and attempt
 * @param system instructions, trusted
 * @param messages the conversation in order, untrusted; the last one wants the answer
 * @param tools what the model may ask to be called; empty for none
 */
public record ModelRequest(
        String requestId, String system, List<ModelMessage> messages, List<Tool> tools) {
    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a model is asked with at least one message");
        }
    }

    /** A request without tools. */
    public ModelRequest(String requestId, String system, List<ModelMessage> messages) {
        this(requestId, system, messages, List.of());
    }

    /**
     * A tool as a model sees it.
     *
     * @param name of {@code A-Z a-z 0-9 _ -}, at most 64 characters
     * @param description what it does and when to use it
     * @param parameters JSON Schema of its arguments, an object
     */
    public record Tool(String name, String description, String parameters) {}
}
