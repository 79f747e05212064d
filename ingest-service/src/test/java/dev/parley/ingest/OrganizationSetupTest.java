package dev.parley.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.Playbook;
import dev.parley.ingest.OrganizationSetup.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class OrganizationSetupTest {
    private final InMemoryOrganizations organizations = new InMemoryOrganizations();
    private final OrganizationSetup setup =
            new OrganizationSetup(
                    new Configurations(organizations, organizations, Duration.ofMillis(200)));

    @Test
    void newOrganizationHasAnAgentAWelcomePlaybookAndAWorkingKey() {
        var created = (Outcome.Created) setup.ensure("acme", "Acme", "welcome");

        var organization = created.organization();
        assertThat(organization.version()).isEqualTo(1);
        assertThat(organization.name()).isEqualTo("Acme");
        assertThat(organization.agents())
                .singleElement()
                .satisfies(agent -> {
                    assertThat(agent.name()).isEqualTo("Assistant");
                    assertThat(agent.level()).isEqualTo(Agent.Level.ORGANIZATION);
                    assertThat(agent.enabled()).isTrue();
                });
        assertThat(organization.playbooks())
                .singleElement()
                .satisfies(playbook -> {
                    assertThat(playbook.trigger()).isEqualTo(Playbook.WELCOME);
                    assertThat(playbook.active()).isTrue();
                    assertThat(playbook.instructions()).isNotBlank();
                });
        assertThat(
                        new ApiKeys(organizations, null, InstantSource.system())
                                .identify(created.apiKey()))
                .hasValueSatisfying(caller -> assertThat(caller.mayAct("acme")).isTrue());
    }

    @Test
    void existingOrganizationStaysAsItIs() {
        setup.ensure("acme", "Acme", "welcome");
        var before = organizations.find("acme").orElseThrow();

        assertThat(setup.ensure("acme", "Other", "welcome"))
                .isEqualTo(new Outcome.Existing(before));
        assertThat(organizations.find("acme")).contains(before);
    }

    @Test
    void unknownTemplateCreatesNothing() {
        assertThat(setup.ensure("acme", "Acme", "goodbye"))
                .isEqualTo(new Outcome.UnknownTemplate());
        assertThat(organizations.all()).isEmpty();
    }

    @Test
    void configurationThatDoesNotComeBackIsNotReportedAsCreated() {
        organizations.behave(InMemoryOrganizations.Behaviour.LOSES);
        assertThatThrownBy(() -> setup.ensure("acme", "Acme", "welcome"))
                .isInstanceOf(NotAcceptedException.class)
                .hasMessageContaining("in time");
    }

    @Test
    void configurationThatIsNotPublishedIsNotReportedAsCreated() {
        organizations.behave(InMemoryOrganizations.Behaviour.REFUSES);
        assertThatThrownBy(() -> setup.ensure("acme", "Acme", "welcome"))
                .isInstanceOf(NotAcceptedException.class);
    }
}
