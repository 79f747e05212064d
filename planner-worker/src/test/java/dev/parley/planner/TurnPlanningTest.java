package dev.parley.planner;

import static dev.parley.planner.Fixture.AGENT;
import static dev.parley.planner.Fixture.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Message;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.PlannedPlaybook;
import dev.parley.conversation.Turn;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Playbook;
import dev.parley.testkit.Samples;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Steps 4.1 to 4.3. */
class TurnPlanningTest {
    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    private static final String QUESTION = "What is your refund policy?";
    private static final Playbook RETURNS = playbook("returns", "returns", true);
    private static final Retrieval NOTHING = new Retrieval.None("no document search");
    private static final Organization ORGANIZATION =
            Fixture.organization(List.of(AGENT), List.of(RETURNS, WELCOME));

    @Test
    void step41RequestForAPersonComesFirstAndIsKeptAsEvidence() {
        var plan = plan(ORGANIZATION, "How do I talk to a human?", found(0.9));

        assertThat(plan.path()).isEqualTo(PlanPath.HUMAN);
        assertThat(plan.passages()).isEmpty();
        assertThat(plan.evidence())
                .containsEntry("rule", "speak to a person")
                .containsEntry("request", "talk to a human");
    }

    @Test
    void step41QuestionAboutCustomerServiceIsNoRequest() {
        assertThat(plan(ORGANIZATION, "What are your customer service hours?", found(0.9)).path())
                .isEqualTo(PlanPath.DOCUMENT_QA);
    }

    @Test
    void step41HandOverUsesItsActivePlaybook() {
        var handOver = playbook("over", Playbook.HUMAN_ESCALATION, true);
        var off = playbook("off", Playbook.HUMAN_ESCALATION, false);
        var organization = Fixture.organization(List.of(AGENT), List.of(off, WELCOME, handOver));

        assertThat(plan(organization, "agent please", NOTHING).playbook())
                .isEqualTo(PlannedPlaybook.of(handOver));
        assertThat(plan(ORGANIZATION, "agent please", NOTHING).playbook()).isNull();
    }

    @Test
    void step42QuestionThatAPassageAnswersIsAnsweredFromDocuments() {
        var plan = plan(ORGANIZATION, QUESTION, found(0.4, 0.7, 0.2));

        assertThat(plan.path()).isEqualTo(PlanPath.DOCUMENT_QA);
        assertThat(plan.passages()).isEqualTo(FakeSearch.scored(0.4, 0.7));
        assertThat(plan.evidence())
                .containsEntry("pattern", "what")
                .containsEntry("passages", "d0#0=0.400 d1#0=0.700")
                .containsEntry("threshold", "0.500")
                .containsEntry("scale", "cosine");
    }

    @Test
    void step42PassagesBelowTheThresholdAreBackgroundOfThePlaybook() {
        var plan = plan(ORGANIZATION, QUESTION, found(0.49, 0.25, 0.24));

        assertThat(plan.path()).isEqualTo(PlanPath.PLAYBOOK);
        assertThat(plan.passages()).isEqualTo(FakeSearch.scored(0.49, 0.25));
    }

    @Test
    void step42ThresholdDecidesAndNotAFixedScore() {
        var strict = new Retrieval.Found(FakeSearch.scored(0.7), 0.71);

        assertThat(plan(ORGANIZATION, QUESTION, strict).path()).isEqualTo(PlanPath.PLAYBOOK);
        assertThat(plan(ORGANIZATION, QUESTION, found(0.5)).path()).isEqualTo(PlanPath.DOCUMENT_QA);
    }

    @Test
    void step42TextThatIsNoQuestionGetsPassagesButNoDocumentAnswer() {
        var plan = plan(ORGANIZATION, "My parcel arrived broken.", found(0.9));

        assertThat(plan.path()).isEqualTo(PlanPath.PLAYBOOK);
        assertThat(plan.passages()).hasSize(1);
    }

    @Test
    void step42FailedSearchLeavesThePlaybookAndSaysSo() {
        var plan = plan(ORGANIZATION, QUESTION, new Retrieval.Failed("no result within 300 ms"));

        assertThat(plan.path()).isEqualTo(PlanPath.PLAYBOOK);
        assertThat(plan.playbook()).isEqualTo(PlannedPlaybook.of(WELCOME));
        assertThat(plan.evidence()).containsEntry("searchFailed", "no result within 300 ms");
    }

    @Test
    void step43ExistingPlaybookIsUsed() {
        assertThat(plan(ORGANIZATION, "Hello", NOTHING, "returns").playbook())
                .isEqualTo(PlannedPlaybook.of(RETURNS));
    }

    @Test
    void step43ExistingPlaybookThatWasSwitchedOffGivesWayToTheWelcomeOne() {
        var off = playbook("returns", "returns", false);
        var organization = Fixture.organization(List.of(AGENT), List.of(off, WELCOME));
        var plan = plan(organization, "Hello", NOTHING, "returns");

        assertThat(plan.playbook()).isEqualTo(PlannedPlaybook.of(WELCOME));
        assertThat(plan.evidence().get("decision")).contains("returns may not be used");
    }

    @Test
    void step43WithoutAPlaybookTheActiveWelcomeOneIsUsed() {
        var inactive = playbook("old", Playbook.WELCOME, false);
        var organization = Fixture.organization(List.of(AGENT), List.of(inactive, WELCOME));

        assertThat(plan(organization, "Hello", NOTHING).playbook())
                .isEqualTo(PlannedPlaybook.of(WELCOME));
    }

    @Test
    void step43WithoutAnActiveWelcomePlaybookTheAgentAnswersAlone() {
        var inactive = playbook("old", Playbook.WELCOME, false);
        var plan = plan(Fixture.organization(List.of(AGENT), List.of(inactive)), "Hello", NOTHING);

        assertThat(plan.path()).isEqualTo(PlanPath.PLAYBOOK);
        assertThat(plan.playbook()).isNull();
    }

    @Test
    void playbookOfHandOversAnswersNobodyWhoCameBack() {
        var handOver = playbook("over", Playbook.HUMAN_ESCALATION, true);
        var organization = Fixture.organization(List.of(AGENT), List.of(handOver, WELCOME));

        assertThat(plan(organization, "Hello", NOTHING, "over").playbook())
                .isEqualTo(PlannedPlaybook.of(WELCOME));
    }

    @Test
    void decisionTellsEachRuleInOrder() {
        assertThat(plan(ORGANIZATION, QUESTION, found(0.7)).evidence())
                .containsEntry(
                        "decision",
                        "agent: ann, chosen; human: not asked for; question: what; passages: 1 found, 1 from 0.250,"
                                + " best 0.700, threshold 0.500; documents: a passage answers the question; path: DOCUMENT_QA");
    }

    @Test
    void withoutAConfigurationAPersonTakesOver() {
        var plan = plan(null, "Hello", NOTHING);

        assertThat(plan.path()).isEqualTo(PlanPath.NO_AGENT);
        assertThat(plan.evidence()).containsEntry("reason", "no configuration");
    }

    private static Retrieval found(double... scores) {
        return new Retrieval.Found(FakeSearch.scored(scores), FakeSearch.THRESHOLD);
    }

    private static Playbook playbook(String id, String trigger, boolean active) {
        return new Playbook(id, id, trigger, active, "", null, null);
    }

    private static Plan plan(
            @Nullable Organization organization, String text, Retrieval retrieval) {
        return plan(organization, text, retrieval, null);
    }

    private static Plan plan(
            @Nullable Organization organization,
            String text,
            Retrieval retrieval,
            @Nullable String playbook) {
        var row = Conversation.starting(Fixture.ID, Samples.PULLED, NOW);
        row = row.withProfile(row.profile().assigned(null, playbook));
        var turn = new Turn(1, 0, 1, 0, 0, 0, Turn.Phase.PLANNED, NOW, null, 0, NOW, null);
        var message = new Message(1, "m1", Message.Role.USER, Samples.CUSTOMER, text, null, NOW);
        var assessment =
                Assessment.of(
                        organization, row, List.of(message), new MessageReading(Samples.READING));
        return TurnPlanning.plan(assessment, retrieval, row, turn, 0.5, NOW);
    }
}
