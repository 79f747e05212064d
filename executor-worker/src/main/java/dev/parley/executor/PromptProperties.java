package dev.parley.executor;

import dev.parley.executor.prompt.PromptLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much goes into a prompt. Tokens are estimated without a tokenizer, rather too many than too
 * few; whatever is cut says so in the prompt. How many messages of context there are at most is
 * {@code parley.turn.context-messages}.
 *
 * @param contextTokens tokens of the messages before the turn's own together, at least 0; the
 *     oldest are left out; default 6,000
 * @param messageTokens tokens of one of them, at least 16; default 1,500
 * @param questionTokens tokens of all unanswered messages together, at least 16; default 6,000
 * @param instructionTokens tokens of an agent's instructions, and of a playbook's, each, at least
 *     16; default 4,000
 * @param passages passages at most, the best, 1 to 20; default 5
 * @param passageTokens tokens of one of them, at least 16; default 800
 */
@ConfigurationProperties(prefix = "parley.prompt", ignoreUnknownFields = false)
record PromptProperties(
        @DefaultValue("6000") int contextTokens,
        @DefaultValue("1500") int messageTokens,
        @DefaultValue("6000") int questionTokens,
        @DefaultValue("4000") int instructionTokens,
        @DefaultValue("5") int passages,
        @DefaultValue("800") int passageTokens) {
    private static final int LEAST_TOKENS = 16;
    private static final int MOST_TOKENS = 1_000_000;
    private static final int MOST_PASSAGES = 20;

    PromptProperties {
        require("context-tokens", contextTokens, 0, MOST_TOKENS);
        require("message-tokens", messageTokens, LEAST_TOKENS, MOST_TOKENS);
        require("question-tokens", questionTokens, LEAST_TOKENS, MOST_TOKENS);
        require("instruction-tokens", instructionTokens, LEAST_TOKENS, MOST_TOKENS);
        require("passages", passages, 1, MOST_PASSAGES);
        require("passage-tokens", passageTokens, LEAST_TOKENS, MOST_TOKENS);
    }

    PromptLimits limits(int contextMessages) {
        return new PromptLimits(
                contextMessages,
                contextTokens,
                messageTokens,
                questionTokens,
                instructionTokens,
                passages,
                passageTokens);
    }

    private static void require(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "parley.prompt.%s must be %d to %d, not %d".formatted(key, least, most, value));
        }
    }
}
