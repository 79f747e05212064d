package dev.parley.conversation.model;

import java.util.List;
import java.util.Map;

/**
 * What a model answered.
 *
 * @param text blank only when there are tool calls
 * @param toolCalls what the model wants called before it goes on; empty for none
 * @param finish why it stopped
 * @param model name of the model that answered, as it says itself
 * @param promptTokens tokens of the prompt as the model counts them; 0 when it does not say
 * @param completionTokens tokens of the answer as the model counts them; 0 when it does not say
 * @param offline whether the built-in model wrote it, which says the same to the same
 * @param detail further facts by name, shown in the reply's metadata
 */
public record ModelAnswer(
        String text,
        List<ToolCall> toolCalls,
        Finish finish,
        String model,
        int promptTokens,
        int completionTokens,
        boolean offline,
        Map<String, String> detail) {
    public ModelAnswer {
        toolCalls = List.copyOf(toolCalls);
        if (text.isBlank() && toolCalls.isEmpty()) {
            throw new IllegalArgumentException("a model's answer must not be blank");
        }
        if (finish == Finish.TOOL_CALLS && toolCalls.isEmpty()) {
            throw new IllegalArgumentException("an answer that stops for tool calls names some");
        }
        detail = Map.copyOf(detail);
    }

    /** Why a model stopped writing. What it refuses to answer is a {@link ModelException}. */
    public enum Finish {
        /** It had said everything. */
        STOP,
        /** It waits for the results of its tool calls. */
        TOOL_CALLS,
        /** The text was cut at the longest answer allowed. */
        LENGTH
    }
}
