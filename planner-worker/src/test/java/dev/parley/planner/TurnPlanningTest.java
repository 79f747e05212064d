package dev.parley.planner;

import static dev.parley.planner.Fixture.AGENT;
import static dev.parley.planner.Fixture.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Message;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Turn;
import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import dev.parley.testkit.Samples;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnPlanningTest {
    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

    @Test
    void organizationsOwnAgentComesBeforeTheSystems() {
        var system = new Agent("sys", "System", Agent.Level.SYSTEM, true, "");
        var plan = plan(Fixture.organization(List.of(system, AGENT), List.of(WELCOME)), "Hello");

        assertThat(plan.agent()).isEqualTo(AGENT);
    }

    @Test
    void systemAgentServesWhereNoneOfTheOrganizationIsEnabled() {
        var disabled = new Agent("off", "Off", Agent.Level.ORGANIZATION, false, "");
        var system = new Agent("sys", "System", Agent.Level.SYSTEM, true, "");
        var plan = plan(Fixture.organization(List.of(disabled, system), List.of(WELCOME)), "Hello");

        assertThat(plan.agent()).isEqualTo(system);
    }

    @Test
    void assignedAgentIsKeptWhileItIsEnabled() {
        var second = new Agent("bob", "Bob", Agent.Level.ORGANIZATION, true, "");
        var organization = Fixture.organization(List.of(AGENT, second), List.of(WELCOME));

        assertThat(plan(organization, "Hello", "bob").agent()).isEqualTo(second);
    }

    @Test
    void withoutAnAgentAPersonTakesOver() {
        var plan = plan(Fixture.organization(List.of(), List.of(WELCOME)), "Hello");

        assertThat(plan.path()).isEqualTo(PlanPath.NO_AGENT);
        assertThat(plan.evidence()).containsEntry("reason", "no agent enabled");
    }

    @Test
    void withoutAConfigurationAPersonTakesOver() {
        assertThat(plan(null, "Hello").path()).isEqualTo(PlanPath.NO_AGENT);
    }

    @Test
    void requestForAPersonIsKeptAsEvidence() {
        var plan =
                plan(
                        Fixture.organization(List.of(AGENT), List.of(WELCOME)),
                        "Let me talk to a human");

        assertThat(plan.path()).isEqualTo(PlanPath.HUMAN);
        assertThat(plan.evidence()).containsEntry("request", "let me talk to a human");
    }

    @Test
    void inactivePlaybookIsNotChosen() {
        var inactive = new Playbook("old", "Old", Playbook.WELCOME, false, "", null, null);
        var plan = plan(Fixture.organization(List.of(AGENT), List.of(inactive)), "Hello");

        assertThat(plan.path()).isEqualTo(PlanPath.PLAYBOOK);
        assertThat(plan.playbook()).isNull();
    }

    private static Plan plan(@Nullable Organization organization, String text) {
        return plan(organization, text, null);
    }

    private static Plan plan(
            @Nullable Organization organization, String text, @Nullable String assigned) {
        var row = Conversation.starting(Fixture.ID, Samples.PULLED, NOW);
        row = row.withProfile(row.profile().assigned(assigned, null));
        var turn = new Turn(1, 0, 1, 0, 0, 0, Turn.Phase.PLANNED, NOW, null, 0, NOW, null);
        var message = new Message(1, "m1", Message.Role.USER, Samples.CUSTOMER, text, null, NOW);
        return TurnPlanning.plan(organization, row, turn, List.of(message), NOW);
    }
}
