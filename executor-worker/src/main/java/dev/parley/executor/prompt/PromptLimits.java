package dev.parley.executor.prompt;

/**
 * How much of what goes into a prompt. Tokens are estimated.
 *
 * @param contextMessages messages before the turn's own at most, the newest
 * @param contextTokens tokens of those together; the oldest are left out
 * @param messageTokens tokens of one of them
 * @param questionTokens tokens of all unanswered messages together
 * @param instructionTokens tokens of an agent's instructions, and of a playbook's, each
 * @param passages passages at most, the best
 * @param passageTokens tokens of one of them
 */
public record PromptLimits(
        int contextMessages,
        int contextTokens,
        int messageTokens,
        int questionTokens,
        int instructionTokens,
        int passages,
        int passageTokens) {}
