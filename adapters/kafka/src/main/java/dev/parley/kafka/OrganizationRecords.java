package dev.parley.kafka;

import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.ApiKey;
import dev.parley.conversation.organization.ChannelAccount;
import dev.parley.conversation.organization.Credentials;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import dev.parley.conversation.organization.Policies;
import dev.parley.conversation.organization.Scope;
import dev.parley.conversation.organization.SecretReference;
import dev.parley.schemas.AgentConfiguration;
import dev.parley.schemas.AgentLevel;
import dev.parley.schemas.ApiKeyConfiguration;
import dev.parley.schemas.ChannelConfiguration;
import dev.parley.schemas.OrganizationConfiguration;
import dev.parley.schemas.PlaybookConfiguration;
import dev.parley.schemas.PolicyConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
                .setClosingPhrases(organization.closingPhrases())
                .setApiKeyHashes(
                        organization.credentials().keys().stream()
                                .filter(ApiKey::isWhole)
                                .map(ApiKey::hash)
                                .toList())
                .setApiKeys(
                        organization.credentials().keys().stream()
                                .map(OrganizationRecords::record)
                                .toList())
                .setTokenSecret(organization.credentials().tokenSecret())
                .setAt(now)
                .setPolicies(record(organization.policies()))
                .setChannels(
                        organization.channels().stream().map(OrganizationRecords::record).toList())
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
                value.getClosingPhrases(),
                credentials(value),
                policies(value.getPolicies()),
                value.getChannels().stream().map(OrganizationRecords::channel).toList());
    }

    private static AgentConfiguration record(Agent agent) {
        var level =
                switch (agent.level()) {
                    case ORGANIZATION -> AgentLevel.ORGANIZATION;
                    case SYSTEM -> AgentLevel.SYSTEM;
                };
        return new AgentConfiguration(
                agent.id(), agent.name(), level, agent.enabled(), agent.instructions());
    }

    private static Agent agent(AgentConfiguration agent) {
        var level =
                switch (agent.getLevel()) {
                    case SYSTEM -> Agent.Level.SYSTEM;
                    case ORGANIZATION, UNKNOWN -> Agent.Level.ORGANIZATION;
                };
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

    private static ApiKeyConfiguration record(ApiKey key) {
        return new ApiKeyConfiguration(
                key.hash(),
                key.name(),
                key.scopes().stream().map(Scope::text).sorted().toList(),
                millis(key.createdAt()),
                millis(key.expiresAt()));
    }

    /**
     * Builds older than scopes know hashes alone, and give whoever has one of them everything: so
     * only such keys are told as hashes, and one that only such a build told is taken for one.
     */
    private static Credentials credentials(OrganizationConfiguration value) {
        var keys = new ArrayList<ApiKey>();
        value.getApiKeys().stream().map(OrganizationRecords::key).forEach(keys::add);
        var known = keys.stream().map(ApiKey::hash).collect(Collectors.toSet());
        value.getApiKeyHashes().stream()
                .filter(hash -> !known.contains(hash))
                .map(ApiKey::whole)
                .forEach(keys::add);
        return new Credentials(keys, value.getTokenSecret());
    }

    private static ApiKey key(ApiKeyConfiguration key) {
        var scopes =
                key.getScopes().stream()
                        .map(Scope::parse)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet());
        return new ApiKey(
                key.getHash(),
                key.getName(),
                scopes,
                instant(key.getCreatedAtMillis()),
                instant(key.getExpiresAtMillis()));
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable PolicyConfiguration record(Policies policies) {
        return policies.equals(Policies.NONE)
                ? null
                : new PolicyConfiguration(
                        policies.documentThreshold(),
                        millis(policies.cooldown()),
                        millis(policies.reopenWindow()),
                        millis(policies.retention()),
                        millis(policies.inactivity()),
                        millis(policies.settle()),
                        millis(policies.redriveWithin()));
    }

    private static Policies policies(@Nullable PolicyConfiguration policies) {
        return policies == null
                ? Policies.NONE
                : new Policies(
                        policies.getDocumentThreshold(),
                        duration(policies.getCooldownMillis()),
                        duration(policies.getReopenWindowMillis()),
                        duration(policies.getRetentionMillis()),
                        duration(policies.getInactivityMillis()),
                        duration(policies.getSettleMillis()),
                        duration(policies.getRedriveWithinMillis()));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static ChannelConfiguration record(ChannelAccount channel) {
        var secrets = new HashMap<String, String>();
        channel.secrets().forEach((name, reference) -> secrets.put(name, reference.text()));
        return new ChannelConfiguration(
                channel.name(), channel.account(), channel.kind(), channel.settings(), secrets);
    }

    /** What is no reference is left out: a service must not take it for a secret's place. */
    private static ChannelAccount channel(ChannelConfiguration channel) {
        var secrets = new HashMap<String, SecretReference>();
        channel.getSecrets()
                .forEach((name, text) ->
                        SecretReference.parse(text)
                                .ifPresent(reference -> secrets.put(name, reference)));
        return new ChannelAccount(
                channel.getName(),
                channel.getAccount(),
                channel.getKind(),
                channel.getSettings(),
                secrets);
    }
}
