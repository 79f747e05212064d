package dev.parley.conversation;

import dev.parley.conversation.organization.Agent;

/**
 * Who speaks in a turn, as configured when the turn was planned.
 *
 * @param id of the agent
 * @param name as customers see it
 * @param instructions how it speaks, part of the prompt
 */
public record PlannedAgent(String id, String name, String instructions) {
    /** What a turn needs of an agent. */
    public static PlannedAgent of(Agent agent) {
        return new PlannedAgent(agent.id(), agent.name(), agent.instructions());
    }
}
