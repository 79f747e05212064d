package dev.parley.conversation.model;

import java.util.List;

/** One message of a prompt. */
public sealed interface ModelMessage {
    /** What a customer wrote. */
    record User(String text) implements ModelMessage {}

    /**
     * What was answered before.
     *
     * @param text empty when the answer was tool calls alone
     * @param toolCalls what the model asked for in the same breath
     */
    record Assistant(String text, List<ToolCall> toolCalls) implements ModelMessage {
        public Assistant {
            toolCalls = List.copyOf(toolCalls);
        }

        /** An answer in words. */
        public Assistant(String text) {
            this(text, List.of());
        }
    }

    /**
     * What came of a tool call.
     *
     * @param callId the call's {@link ToolCall#id}
     */
    record ToolResult(String callId, String text) implements ModelMessage {}

    /** What it says, in words. */
    String text();
}
