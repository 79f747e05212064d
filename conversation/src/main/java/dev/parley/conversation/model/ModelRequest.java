package dev.parley.conversation.model;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param requestId names the call in logs and in the model's own: turn id and attempt
 * @param system instructions, trusted
 * @param messages the conversation in order, untrusted; the last one wants the answer
 */
public record ModelRequest(String requestId, String system, List<ModelMessage> messages) {
    public ModelRequest {
        messages = List.copyOf(messages);
    }

    /** One message of the prompt. */
    public record ModelMessage(Role role, String text) {}

    /** Who speaks, in the model's terms. */
    public enum Role {
        USER,
        ASSISTANT
    }
}
