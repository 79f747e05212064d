package dev.parley.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.PlannedAgent;
import dev.parley.conversation.PlannedPlaybook;
import dev.parley.conversation.Turn;
import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.Passage;
import dev.parley.schemas.PlannedPassage;
import org.jspecify.annotations.Nullable;

/** Plans as records and back. */
public final class PlanRecords {
    private PlanRecords() {}

    static dev.parley.schemas.Plan record(Plan plan) {
        var id = plan.conversation();
        return dev.parley.schemas.Plan.newBuilder()
                .setOrganization(id.organization())
                .setConversation(id.conversation())
                .setTurnNumber(plan.turn())
                .setTurnId(Turn.id(id, plan.turn()))
                .setFromSeq(plan.from())
                .setThroughSeq(plan.through())
                .setOwnershipEpoch(plan.ownershipEpoch())
                .setPath(path(plan.path()))
                .setAgent(agent(plan.agent()))
                .setPlaybook(playbook(plan.playbook()))
                .setEvidence(plan.evidence())
                .setPassages(plan.passages().stream().map(PlanRecords::passage).toList())
                .setConfigurationVersion(plan.configurationVersion())
                .setPlannedAt(plan.plannedAt())
                .build();
    }

    /** Whether its path was added after this build, which therefore cannot run it. */
    public static boolean isOfNewerBuild(dev.parley.schemas.Plan value) {
        return value.getPath() == dev.parley.schemas.PlanPath.UNKNOWN;
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException naming the field that breaks its grammar, or the path this
     *     build does not know
     */
    public static Plan plan(dev.parley.schemas.Plan value) {
        return new Plan(
                new ConversationId(value.getOrganization(), value.getConversation()),
                value.getTurnNumber(),
                value.getFromSeq(),
                value.getThroughSeq(),
                value.getOwnershipEpoch(),
                path(value.getPath()),
                agent(value.getAgent()),
                playbook(value.getPlaybook()),
                value.getPassages().stream().map(PlanRecords::passage).toList(),
                value.getEvidence(),
                value.getConfigurationVersion(),
                value.getPlannedAt());
    }

    private static dev.parley.schemas.PlanPath path(PlanPath path) {
        return switch (path) {
            case PLAYBOOK -> dev.parley.schemas.PlanPath.PLAYBOOK;
            case DOCUMENT_QA -> dev.parley.schemas.PlanPath.DOCUMENT_QA;
            case HUMAN -> dev.parley.schemas.PlanPath.HUMAN;
            case NO_AGENT -> dev.parley.schemas.PlanPath.NO_AGENT;
        };
    }

    private static PlanPath path(dev.parley.schemas.PlanPath path) {
        return switch (path) {
            case PLAYBOOK -> PlanPath.PLAYBOOK;
            case DOCUMENT_QA -> PlanPath.DOCUMENT_QA;
            case HUMAN -> PlanPath.HUMAN;
            case NO_AGENT -> PlanPath.NO_AGENT;
            case UNKNOWN ->
                    throw new IllegalArgumentException("a plan of a path UNKNOWN to this build");
        };
    }

    private static PlannedPassage passage(FoundPassage found) {
        var passage = found.passage();
        return new PlannedPassage(
                passage.documentId(),
                String.valueOf(passage.index()),
                passage.title(),
                passage.link(),
                passage.text(),
                found.score());
    }

    private static FoundPassage passage(PlannedPassage passage) {
        return new FoundPassage(
                new Passage(
                        passage.getDocumentId(),
                        Integer.parseInt(passage.getPassageId()),
                        passage.getTitle(),
                        passage.getLink(),
                        passage.getText()),
                passage.getScore());
    }

    private static dev.parley.schemas.@Nullable PlannedAgent agent(@Nullable PlannedAgent agent) {
        return agent == null
                ? null
                : new dev.parley.schemas.PlannedAgent(
                        agent.id(), agent.name(), agent.instructions());
    }

    private static @Nullable PlannedAgent agent(dev.parley.schemas.@Nullable PlannedAgent agent) {
        return agent == null
                ? null
                : new PlannedAgent(agent.getId(), agent.getName(), agent.getInstructions());
    }

    private static dev.parley.schemas.@Nullable PlannedPlaybook playbook(
            @Nullable PlannedPlaybook playbook) {
        return playbook == null
                ? null
                : new dev.parley.schemas.PlannedPlaybook(
                        playbook.id(),
                        playbook.name(),
                        playbook.instructions(),
                        playbook.flowGuidance(),
                        playbook.disclaimer());
    }

    private static @Nullable PlannedPlaybook playbook(
            dev.parley.schemas.@Nullable PlannedPlaybook playbook) {
        return playbook == null
                ? null
                : new PlannedPlaybook(
                        playbook.getId(),
                        playbook.getName(),
                        playbook.getInstructions(),
                        playbook.getFlowGuidance(),
                        playbook.getDisclaimer());
    }
}
