package dev.parley.conversation.organization;

import java.util.List;
import java.util.Optional;

/**
 * An organization's configuration at one version.
 *
 * @param agents in the order in which they are considered
 * @param playbooks in the order in which they are considered
 * @param humanPhrases phrases that ask for a person, besides the built-in ones
 * @param closingPhrases phrases that end a matter, besides the built-in ones
 * @param credentials who may act for it
 */
public record Organization(
        String id,
        long version,
        String name,
        List<Agent> agents,
        List<Playbook> playbooks,
        List<String> humanPhrases,
        List<String> closingPhrases,
        Credentials credentials,
        Policies policies,
        List<ChannelAccount> channels) {
    public Organization {
        agents = List.copyOf(agents);
        playbooks = List.copyOf(playbooks);
        humanPhrases = List.copyOf(humanPhrases);
        closingPhrases = List.copyOf(closingPhrases);
        channels = List.copyOf(channels);
    }

    /**
     * One without closing phrases and policies of its own and without channels.
     *
     * @param apiKeyHashes SHA-256 of keys that may do everything, lower-case hexadecimal
     */
    public Organization(
            String id,
            long version,
            String name,
            List<Agent> agents,
            List<Playbook> playbooks,
            List<String> humanPhrases,
            List<String> apiKeyHashes) {
        this(
                id,
                version,
                name,
                agents,
                playbooks,
                humanPhrases,
                List.of(),
                apiKeyHashes,
                Policies.NONE,
                List.of());
    }

    /**
     * One whose keys may all do everything.
     *
     * @param apiKeyHashes SHA-256 of each, lower-case hexadecimal
     */
    public Organization(
            String id,
            long version,
            String name,
            List<Agent> agents,
            List<Playbook> playbooks,
            List<String> humanPhrases,
            List<String> closingPhrases,
            List<String> apiKeyHashes,
            Policies policies,
            List<ChannelAccount> channels) {
        this(
                id,
                version,
                name,
                agents,
                playbooks,
                humanPhrases,
                closingPhrases,
                Credentials.ofHashes(apiKeyHashes),
                policies,
                channels);
    }

    /** The next version, with these credentials instead. */
    public Organization withCredentials(Credentials others) {
        return at(version + 1, others);
    }

    /** This configuration as the version after another one, whose keys and tokens go on to work. */
    public Organization following(Organization held) {
        return at(held.version + 1, held.credentials);
    }

    /** Tells whether both configure the same, whatever their versions and keys are. */
    public boolean configuresAs(Organization other) {
        return at(other.version, other.credentials).equals(other);
    }

    /** The agent with the id, enabled or not. */
    public Optional<Agent> agent(String agentId) {
        return agents.stream().filter(agent -> agent.id().equals(agentId)).findFirst();
    }

    /** The playbook with the id, active or not. */
    public Optional<Playbook> playbook(String playbookId) {
        return playbooks.stream().filter(playbook -> playbook.id().equals(playbookId)).findFirst();
    }

    private Organization at(long newVersion, Credentials others) {
        return new Organization(
                id,
                newVersion,
                name,
                agents,
                playbooks,
                humanPhrases,
                closingPhrases,
                others,
                policies,
                channels);
    }
}
