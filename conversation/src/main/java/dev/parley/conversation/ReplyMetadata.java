package dev.parley.conversation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a reply came to be.
 *
 * @param path the way the turn was answered
 * @param agent id of the agent that speaks
 * @param playbook id of the playbook used
 * @param model name of the model, absent where none was asked
 * @param promptTokens tokens of the prompt
 * @param completionTokens tokens of the answer
 * @param latencyMillis from the begin of the attempt to the finished text, in milliseconds
 * @param detail further facts by name: evidence of the plan, {@code offline} and the like
 */
public record ReplyMetadata(
        PlanPath path,
        @Nullable String agent,
        @Nullable String playbook,
        @Nullable String model,
        int promptTokens,
        int completionTokens,
        long latencyMillis,
        Map<String, String> detail) {
    /** A detail of hand-overs: the customer's last messages in short. */
    public static final String SUMMARY = "summary";

    /** A detail, {@code true} when the reply ends by asking whether the matter is settled. */
    public static final String ENDER = "ender";

    /** A detail: how many tries of the turn had failed before. */
    public static final String FAILURES = "failures";

    /** A detail of answers: ids of the messages they answer, a line each, in order. */
    public static final String ANSWERS = "answers";

    public ReplyMetadata {
        detail = Map.copyOf(detail);
    }

    /** With one more fact. */
    public ReplyMetadata with(String name, String value) {
        var more = new HashMap<>(detail);
        more.put(name, value);
        return new ReplyMetadata(
                path, agent, playbook, model, promptTokens, completionTokens, latencyMillis, more);
    }

    /** Prompt and completion together. */
    public long tokens() {
        return (long) promptTokens + completionTokens;
    }
}
