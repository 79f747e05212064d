package dev.parley.ingest;

import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import java.util.List;
import java.util.Optional;

/** Configurations that a new organization can start from. */
public final class OrganizationTemplates {
    /** The template used when none is named: one agent, one playbook that serves everything. */
    public static final String WELCOME = "welcome";

    private static final String AGENT_INSTRUCTIONS =
            """
            You are the assistant of this organization and speak for it to its customers.
            Be friendly, brief and concrete. Write in the customer's language.
            Never invent facts, prices, dates or promises; say what you do not know.
            Never ask for passwords, card numbers or other secrets.
            """;

    private static final String PLAYBOOK_INSTRUCTIONS =
            """
            Find out what the customer wants to get done and help with exactly that.
            Answer every question of the latest messages, in the order they were asked.
            When something needed is missing, ask for it, one question at a time.
            Repeat dates, places, amounts and names the customer gave before anything depends on them.
            When you cannot help, say so and offer to bring in a person.
            """;

    private static final String FLOW_GUIDANCE =
            """
            Greet once, in your first answer only. Then: understand, answer, confirm, close.
            Close by asking whether anything else is needed, unless the customer has said goodbye.
            """;

    private OrganizationTemplates() {}

    /**
     * Version 1 of an organization made from a template; empty when there is no such template.
     *
     * @param apiKeyHash hash of its first key
     */
    public static Optional<Organization> from(
            String template, String id, String name, String apiKeyHash) {
        return WELCOME.equals(template)
                ? Optional.of(welcome(id, name, apiKeyHash))
                : Optional.empty();
    }

    private static Organization welcome(String id, String name, String apiKeyHash) {
        var agent =
                new Agent(
                        "assistant",
                        "Assistant",
                        Agent.Level.ORGANIZATION,
                        true,
                        AGENT_INSTRUCTIONS);
        var playbook =
                new Playbook(
                        "welcome",
                        "Welcome",
                        Playbook.WELCOME,
                        true,
                        PLAYBOOK_INSTRUCTIONS,
                        FLOW_GUIDANCE,
                        null);
        return new Organization(
                id, 1, name, List.of(agent), List.of(playbook), List.of(), List.of(apiKeyHash));
    }
}
