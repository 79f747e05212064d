package dev.parley.conversation.organization;

import java.util.List;
import java.util.Optional;

/**
 * An organization's configuration at one version.
 *
 * @param humanPhrases phrases that ask for a person, besides the built-in ones
 * @param apiKeyHashes SHA-256 of each API key, lower-case hexadecimal
 */
public record Organization(
        String id,
        long version,
        String name,
        List<Agent> agents,
        List<Playbook> playbooks,
        List<String> humanPhrases,
        List<String> apiKeyHashes) {
    public Organization {
        agents = List.copyOf(agents);
        playbooks = List.copyOf(playbooks);
        humanPhrases = List.copyOf(humanPhrases);
        apiKeyHashes = List.copyOf(apiKeyHashes);
    }

    /** The next version, with these keys instead. */
    public Organization withApiKeyHashes(List<String> hashes) {
        return new Organization(id, version + 1, name, agents, playbooks, humanPhrases, hashes);
    }

    /** The agent with the id, enabled or not. */
    public Optional<Agent> agent(String agentId) {
        return agents.stream().filter(agent -> agent.id().equals(agentId)).findFirst();
    }

    /** The playbook with the id, active or not. */
    public Optional<Playbook> playbook(String playbookId) {
        return playbooks.stream().filter(playbook -> playbook.id().equals(playbookId)).findFirst();
    }
}
