package dev.parley.planner;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Message;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Turn;
import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import dev.parley.conversation.reading.HumanAssistance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a turn is answered. Pure: the same configuration, row and messages give the same
 * plan.
 */
final class TurnPlanning {
    private TurnPlanning() {}

    /**
     * Plans a turn.
     *
     * @param organization the configuration; null when there is none
     * @param unanswered the turn's messages in order
     * @param now when the plan is made
     */
    static Plan plan(
            @Nullable Organization organization,
            Conversation row,
            Turn turn,
            List<Message> unanswered,
            Instant now) {
        if (organization == null) {
            return plan(
                    row,
                    turn,
                    PlanPath.NO_AGENT,
                    null,
                    null,
                    Map.of("reason", "no configuration"),
                    0,
                    now);
        }
        long version = organization.version();
        var agent = AgentRouter.route(organization, row);
        if (agent.isEmpty()) {
            return plan(
                    row,
                    turn,
                    PlanPath.NO_AGENT,
                    null,
                    null,
                    Map.of("reason", "no agent enabled"),
                    version,
                    now);
        }
        var request = humanRequest(organization, unanswered);
        if (request.isPresent()) {
            return plan(
                    row,
                    turn,
                    PlanPath.HUMAN,
                    agent.get(),
                    null,
                    Map.of("rule", request.get().rule(), "request", request.get().words()),
                    version,
                    now);
        }
        var playbook = PlaybookSelection.select(organization, row).orElse(null);
        var evidence = Map.of("playbook", playbook == null ? "none active" : playbook.id());
        return plan(row, turn, PlanPath.PLAYBOOK, agent.get(), playbook, evidence, version, now);
    }

    private static Optional<HumanAssistance.Request> humanRequest(
            Organization organization, List<Message> unanswered) {
        return unanswered.stream()
                .flatMap(message ->
                        HumanAssistance.requestIn(message.text(), organization.humanPhrases())
                                .stream())
                .findFirst();
    }

    private static Plan plan(
            Conversation row,
            Turn turn,
            PlanPath path,
            @Nullable Agent agent,
            @Nullable Playbook playbook,
            Map<String, String> evidence,
            long version,
            Instant now) {
        return new Plan(
                row.id(),
                turn.number(),
                turn.from(),
                turn.through(),
                turn.ownershipEpoch(),
                path,
                agent,
                playbook,
                List.of(),
                evidence,
                version,
                now);
    }
}
