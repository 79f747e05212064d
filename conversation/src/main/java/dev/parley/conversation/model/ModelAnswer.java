package dev.parley.conversation.model;

import java.util.Map;

/**
 * What a model answered.
 *
 * @param text never blank
 * @param model name of the model that answered
 * @param promptTokens tokens of the prompt as the model counts them
 * @param completionTokens tokens of the answer as the model counts them
 * @param detail further facts by name, shown in the reply's metadata
 */
public record ModelAnswer(
        String text,
        String model,
        int promptTokens,
        int completionTokens,
        Map<String, String> detail) {
    public ModelAnswer {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a model's answer must not be blank");
        }
        detail = Map.copyOf(detail);
    }
}
