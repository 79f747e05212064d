package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.Organization;
import java.util.Optional;

/**
 * Chooses who speaks: the agent the conversation has, else the first enabled one, the
 * organization's own first. An agent that was disabled gets no new conversations but keeps the ones
 * it has: customers are not handed on in the middle. One that is gone from the configuration is
 * replaced.
 */
final class AgentRouter {
    private AgentRouter() {}

    static Optional<Agent> route(Organization organization, Conversation conversation) {
        var assigned =
                Optional.ofNullable(conversation.profile().agent()).flatMap(organization::agent);
        return assigned.or(() -> enabled(organization, Agent.Level.ORGANIZATION))
                .or(() -> enabled(organization, Agent.Level.SYSTEM));
    }

    private static Optional<Agent> enabled(Organization organization, Agent.Level level) {
        return organization.agents().stream()
                .filter(agent -> agent.enabled() && agent.level() == level)
                .findFirst();
    }
}
