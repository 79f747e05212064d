package dev.parley.conversation;

import dev.parley.conversation.document.FoundPassage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the planner decided for a turn. It holds all that an executor needs besides the messages, so
 * that the configuration of the moment decides and not a later one.
 *
 * @param turn number of the turn
 * @param from start of the range it answers, exclusive
 * @param through end of the range it answers, inclusive
 * @param ownershipEpoch the conversation's epoch at the claim
 * @param agent who speaks; absent on NO_AGENT
 * @param playbook how to answer, and on HUMAN whose words hand over; absent where the path needs
 *     none, or the organization has none
 * @param passages what was found in the organization's documents, best first; empty where nothing
 *     was looked for or found
 * @param evidence why this path, by name
 * @param configurationVersion version of the organization's configuration; 0 when it is unknown
 */
public record Plan(
        ConversationId conversation,
        long turn,
        long from,
        long through,
        long ownershipEpoch,
        PlanPath path,
        @Nullable PlannedAgent agent,
        @Nullable PlannedPlaybook playbook,
        List<FoundPassage> passages,
        Map<String, String> evidence,
        long configurationVersion,
        Instant plannedAt) {
    public Plan {
        passages = List.copyOf(passages);
        evidence = Map.copyOf(evidence);
    }
}
