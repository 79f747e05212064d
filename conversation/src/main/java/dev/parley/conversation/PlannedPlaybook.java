package dev.parley.conversation;

import dev.parley.conversation.organization.Playbook;
import org.jspecify.annotations.Nullable;

/**
 * The playbook of a turn, as configured when the turn was planned. Why it was chosen, the plan's
 * path says: its trigger and whether it is active are the planner's business alone.
 *
 * @param id of the playbook
 * @param name of the playbook
 * @param instructions what to do, part of the prompt
 * @param flowGuidance how to lead the conversation, part of the prompt
 * @param disclaimer a text the reply must carry
 */
public record PlannedPlaybook(
        String id,
        String name,
        String instructions,
        @Nullable String flowGuidance,
        @Nullable String disclaimer) {
    /** What a turn needs of a playbook. */
    public static PlannedPlaybook of(Playbook playbook) {
        return new PlannedPlaybook(
                playbook.id(),
                playbook.name(),
                playbook.instructions(),
                playbook.flowGuidance(),
                playbook.disclaimer());
    }
}
