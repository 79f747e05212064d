package dev.parley.kafka;

import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import dev.parley.schemas.AgentConfiguration;
import dev.parley.schemas.AgentLevel;
import dev.parley.schemas.OrganizationConfiguration;
import dev.parley.schemas.PlaybookConfiguration;
import java.time.Instant;

/** Configurations as records and back. */
final class OrganizationRecords {
    private OrganizationRecords() {}

    static OrganizationConfiguration record(Organization organization, Instant now) {
        return OrganizationConfiguration.newBuilder()
                .setOrganization(organization.id())
                .setVersion(organization.version())
                .setName(organization.name())
                .setAgents(organization.agents().stream().map(OrganizationRecords::record).toList())
                .setPlaybooks(
                        organization.playbooks().stream().map(OrganizationRecords::record).toList())
                .setHumanPhrases(organization.humanPhrases())
                .setApiKeyHashes(organization.apiKeyHashes())
                .setAt(now)
                .build();
    }

    static Organization organization(OrganizationConfiguration value) {
        return new Organization(
                value.getOrganization(),
                value.getVersion(),
                value.getName(),
                value.getAgents().stream().map(OrganizationRecords::agent).toList(),
                value.getPlaybooks().stream().map(OrganizationRecords::playbook).toList(),
                value.getHumanPhrases(),
                value.getApiKeyHashes());
    }

    private static AgentConfiguration record(Agent agent) {
        var level = AgentLevel.valueOf(agent.level().name());
        return new AgentConfiguration(
                agent.id(), agent.name(), level, agent.enabled(), agent.instructions());
    }

    private static Agent agent(AgentConfiguration agent) {
        var level =
                agent.getLevel() == AgentLevel.SYSTEM
                        ? Agent.Level.SYSTEM
                        : Agent.Level.ORGANIZATION;
        return new Agent(
                agent.getId(), agent.getName(), level, agent.getEnabled(), agent.getInstructions());
    }

    private static PlaybookConfiguration record(Playbook playbook) {
        return new PlaybookConfiguration(
                playbook.id(),
                playbook.name(),
                playbook.trigger(),
                playbook.active(),
                playbook.instructions(),
                playbook.flowGuidance(),
                playbook.disclaimer());
    }

    private static Playbook playbook(PlaybookConfiguration playbook) {
        return new Playbook(
                playbook.getId(),
                playbook.getName(),
                playbook.getTrigger(),
                playbook.getActive(),
                playbook.getInstructions(),
                playbook.getFlowGuidance(),
                playbook.getDisclaimer());
    }
}
