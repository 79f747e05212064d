package dev.parley.conversation.organization;

import org.jspecify.annotations.Nullable;

/**
 * How an organization wants a kind of conversation handled.
 *
 * @param trigger when it is chosen; {@value #WELCOME} is the one for conversations without another
 * @param active whether it may be chosen
 * @param instructions what to do, part of the prompt
 * @param flowGuidance how to lead the conversation, part of the prompt
 * @param disclaimer a text the answer must carry
 */
public record Playbook(
        String id,
        String name,
        String trigger,
        boolean active,
        String instructions,
        @Nullable String flowGuidance,
        @Nullable String disclaimer) {
    /** The trigger of the playbook that serves conversations without another. */
    public static final String WELCOME = "welcome";

    /** The trigger of the playbook whose words hand a conversation over to a person. */
    public static final String HUMAN_ESCALATION = "human-escalation";
}
