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
 * @param facts what code reads
 * @param detail what people read, by name: the facts, evidence of the plan and the like; no code
 *     decides by it
 */
public record ReplyMetadata(
        PlanPath path,
        @Nullable String agent,
        @Nullable String playbook,
        @Nullable String model,
        int promptTokens,
        int completionTokens,
        long latencyMillis,
        ReplyFacts facts,
        Map<String, String> detail) {
    /** A detail of hand-overs: the customer's last messages in short. */
    public static final String SUMMARY = "summary";

    public ReplyMetadata {
        var all = new HashMap<>(detail);
        all.putAll(facts.told());
        detail = Map.copyOf(all);
    }

    /** With these facts instead. */
    public ReplyMetadata with(ReplyFacts value) {
        return new ReplyMetadata(
                path,
                agent,
                playbook,
                model,
                promptTokens,
                completionTokens,
                latencyMillis,
                value,
                detail);
    }

    /** Prompt and completion together. */
    public long tokens() {
        return (long) promptTokens + completionTokens;
    }
}
