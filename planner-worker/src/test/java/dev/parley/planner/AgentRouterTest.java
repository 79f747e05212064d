package dev.parley.planner;

import static dev.parley.planner.Fixture.AGENT;
import static dev.parley.planner.Fixture.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.organization.Agent;
import dev.parley.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Steps 2.1 to 2.3. */
class AgentRouterTest {
    private static final Agent SECOND = agent("bob", Agent.Level.ORGANIZATION, true);
    private static final Agent DISABLED = agent("off", Agent.Level.ORGANIZATION, false);
    private static final Agent SYSTEM = agent("sys", Agent.Level.SYSTEM, true);

    @Test
    void step21ExistingAgentIsKept() {
        assertThat(route("bob", AGENT, SECOND)).contains(SECOND);
    }

    @Test
    void step21ExistingAgentIsKeptThoughItWasDisabledMeanwhile() {
        assertThat(route("off", AGENT, DISABLED)).contains(DISABLED);
    }

    @Test
    void step21ExistingAgentThatIsGoneIsReplaced() {
        assertThat(route("left", AGENT, SECOND)).contains(AGENT);
    }

    @Test
    void step22OrganizationsOwnAgentComesBeforeTheSystems() {
        assertThat(route(null, SYSTEM, AGENT)).contains(AGENT);
    }

    @Test
    void step22SystemAgentServesWhereNoneOfTheOrganizationIsEnabled() {
        assertThat(route(null, DISABLED, SYSTEM)).contains(SYSTEM);
    }

    @Test
    void step23WithoutAnEnabledAgentNobodyIsChosen() {
        assertThat(route(null, DISABLED, agent("sys", Agent.Level.SYSTEM, false))).isEmpty();
    }

    @Test
    void step23WithoutAnAgentAPersonTakesOverAndNothingIsLookedFor() {
        var fixture = new Fixture();
        fixture.organization = Fixture.organization(List.of(DISABLED), List.of(Fixture.WELCOME));

        fixture.receive("m1", "What is your refund policy?");

        assertThat(fixture.triggers.plans())
                .singleElement()
                .satisfies(plan -> {
                    assertThat(plan.path()).isEqualTo(PlanPath.NO_AGENT);
                    assertThat(plan.agent()).isNull();
                    assertThat(plan.evidence()).containsEntry("reason", "no agent enabled");
                });
        assertThat(fixture.search.queries).isEmpty();
    }

    private static Optional<Agent> route(@Nullable String assigned, Agent... agents) {
        var row = Conversation.starting(ID, Samples.PULLED, Instant.EPOCH);
        return AgentRouter.route(
                Fixture.organization(List.of(agents), List.of()),
                row.withProfile(row.profile().assigned(assigned, null)));
    }

    private static Agent agent(String id, Agent.Level level, boolean enabled) {
        return new Agent(id, id, level, enabled, "");
    }
}
