package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Message;
import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.reading.HumanAssistance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a planner knows of a turn before it looks into documents.
 *
 * @param organization the configuration; null when there is none
 * @param agent who speaks; null when nobody may
 * @param request the first request for a person among the customers' messages
 * @param question name of the first question pattern among them
 * @param query what to look for in the documents
 */
record Assessment(
        @Nullable Organization organization,
        @Nullable Agent agent,
        HumanAssistance.@Nullable Request request,
        @Nullable String question,
        String query) {

    static Assessment of(
            @Nullable Organization organization,
            Conversation row,
            List<Message> unanswered,
            MessageReading reading) {
        if (organization == null) {
            return new Assessment(null, null, null, null, "");
        }
        var messages =
                unanswered.stream().filter(message -> message.role() == Message.Role.USER).toList();
        return new Assessment(
                organization,
                AgentRouter.route(organization, row).orElse(null),
                reading.request(organization, messages).orElse(null),
                reading.question(organization.id(), messages).orElse(null),
                reading.query(organization.id(), messages));
    }

    /** Whether passages could change the plan. */
    boolean wantsPassages() {
        return agent != null && request == null;
    }
}
