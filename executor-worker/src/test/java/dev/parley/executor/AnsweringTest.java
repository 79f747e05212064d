package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Grounding;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.PlannedPlaybook;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Words;
import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.organization.Wording;
import dev.parley.conversation.turn.ReplyDraft;
import dev.parley.executor.prompt.Assignment;
import dev.parley.testkit.InMemoryLiveText;
import dev.parley.testkit.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Steps 5.1, 5.2, 5.3 and 6.1: the reply of each path, and its metadata. */
class AnsweringTest {
    private static final FoundPassage RETURNS =
            Assignments.passage(
                    "returns", "You can return an item within 30 days, free of charge.");
    private static final FoundPassage SHIPPING =
            Assignments.passage("shipping", "We ship daily at 9:00. It costs $4.90.");
    private static final PlannedPlaybook HAND_OVER =
            Assignments.playbook("Answer within 2 hours.", null);

    private final ScriptedModel model = new ScriptedModel();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Duration patience = Duration.ofSeconds(30);

    @Test
    void step51DocumentAnswerCitesItsPassages() throws Exception {
        model.says("Within 30 days [1]. We ship at 9 am [2], they say [7].");

        var draft = answer(question("Can I return it?", RETURNS, SHIPPING));

        assertThat(draft.kind()).isEqualTo(Reply.Kind.ANSWER);
        assertThat(draft.text())
                .isEqualTo(
                        """
                        Within 30 days [1]. We ship at 9 am [2], they say.

                        Sources:
                        [1] About returns: https://acme.com/returns
                        [2] About shipping: https://acme.com/shipping\
                        """);
        assertThat(draft.metadata().detail())
                .containsEntry("citations", "1=returns#0, 2=shipping#0")
                .containsEntry("citations.removed", "1")
                .containsEntry("groundedness", "ok");
        assertThat(draft.metadata().facts().grounding()).isEqualTo(Grounding.CHECKED);
        assertThat(model.requests).hasSize(1);
        assertThat(counted("ok")).isEqualTo(1);
    }

    @Test
    void step51OnlyTheBestFivePassagesAreGivenAndTestDataIsNot() throws Exception {
        model.says("I do not know.");
        var passages = new FoundPassage[7];
        for (int i = 0; i < passages.length; i++) {
            passages[i] = Assignments.passage("d" + i, "Number %d, mail@example.com.".formatted(i));
        }

        var draft = answer(question("What is it?", passages));

        var prompt = model.requests.getFirst().messages().getLast().text();
        assertThat(prompt)
                .contains("<<passage 5 |", "Number 4, (left out).")
                .doesNotContain("<<passage 6 |", "Number 5", "example.com");
        assertThat(draft.metadata().detail()).containsEntry("testData", "email=7");
    }

    @Test
    void step51WithoutARelevantPassageThereIsAFallbackAndNoModelCall() throws Exception {
        var none = answer(question("What is it?"));
        var filler =
                answer(
                        question(
                                "What is it?",
                                Assignments.passage("d", "test@example.com, 555-0100")));

        assertThat(none.text()).isEqualTo(Wording.NOTHING_FOUND);
        assertThat(none.metadata().model()).isNull();
        assertThat(none.metadata().facts().grounding()).isEqualTo(Grounding.NOTHING_FOUND);
        assertThat(none.metadata().detail()).containsEntry("fallback", "no passages");
        assertThat(filler.text()).isEqualTo(Wording.NOTHING_FOUND);
        assertThat(filler.metadata().detail())
                .containsEntry("testData", "email=1, passages=1, phone=1");
        assertThat(model.requests).isEmpty();
    }

    @Test
    void unsupportedFactIsNamedAndTheAnswerWrittenAgain() throws Exception {
        model.says("Within 90 days [1].", "Within 30 days [1].");

        var draft = answer(question("Can I return it?", RETURNS));

        assertThat(draft.text()).startsWith("Within 30 days [1].").doesNotContain("90");
        assertThat(draft.metadata().detail())
                .containsEntry("groundedness", "regenerated")
                .containsEntry("unsupported", "90");
        assertThat(draft.metadata().facts().grounding()).isEqualTo(Grounding.REGENERATED);
        assertThat(draft.metadata().promptTokens()).as("both calls").isEqualTo(20);
        assertThat(model.requests.getLast().messages().getLast().text()).contains("say: 90.");
        assertThat(counted("regenerated")).isEqualTo(1);
    }

    @Test
    void answerThatStaysUnsupportedBecomesASafeOne() throws Exception {
        model.says("Within 90 days [1].", "Within 60 days, call 040 1234567.");

        var draft = answer(question("Can I return it?", RETURNS, SHIPPING));

        assertThat(draft.text())
                .startsWith(Wording.UNCONFIRMED)
                .contains("- About returns: https://acme.com/returns")
                .doesNotContain("90", "60", "1234567");
        assertThat(draft.metadata().detail())
                .containsEntry("groundedness", "safe")
                .containsEntry("unsupported", "90; 60; 040 1234567");
        assertThat(draft.metadata().facts().grounding()).isEqualTo(Grounding.SAFE);
        assertThat(model.requests).as("one regeneration, no more").hasSize(2);
        assertThat(counted("safe")).isEqualTo(1);
    }

    @Test
    void modelThatRefusesTheCorrectionLeavesASafeAnswerAndOneThatIsDownATurnToTryAgain()
            throws Exception {
        model.says("Within 90 days [1].");
        model.failsAfterThat = ModelException.Kind.REJECTED;
        assertThat(answer(question("Can I return it?", RETURNS)).text())
                .startsWith(Wording.UNCONFIRMED);

        model.says("Within 90 days [1].");
        model.failsAfterThat = ModelException.Kind.UNAVAILABLE;
        assertThatThrownBy(() -> answer(question("Can I return it?", RETURNS)))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void whatTheCustomerSaidMayBeRepeated() throws Exception {
        model.says("For order 4711 you have 30 days [1].");

        var draft = answer(question("Can I return order 4711?", RETURNS));

        assertThat(draft.metadata().detail()).containsEntry("groundedness", "ok");
    }

    @Test
    void nobodyWatchesADocumentAnswerBeforeItWasChecked() throws Exception {
        model.says("Within 90 days [1].", "Within 30 days [1].");
        var live = new InMemoryLiveText();

        answering(live)
                .answer(
                        question("Can I return it?", RETURNS).plan(),
                        Assignments.begun(question("Can I return it?", RETURNS)));

        assertThat(live.published()).isEmpty();
    }

    @Test
    void step52PlaybookAnswerCarriesItsDisclaimerOnce() throws Exception {
        var playbook = Assignments.playbook("Help.", "No advice.");
        model.says("Hello.", "Hello. No advice.");

        var without = answer(Assignments.asked(PlanPath.PLAYBOOK, playbook, List.of(), "Hi"));
        var with = answer(Assignments.asked(PlanPath.PLAYBOOK, playbook, List.of(), "Hi"));

        assertThat(without.text()).isEqualTo("Hello.\n\nNo advice.");
        assertThat(with.text()).isEqualTo("Hello. No advice.");
        assertThat(without.metadata().playbook()).isEqualTo("pb");
    }

    @Test
    void step52PassagesOfThePlanGoIntoThePlaybooksPrompt() throws Exception {
        model.says("Within 30 days [1].");

        var draft = answer(Assignments.asked(PlanPath.PLAYBOOK, null, List.of(RETURNS), "Hi"));

        assertThat(model.requests.getFirst().messages().getLast().text())
                .contains("within 30 days, free of charge");
        assertThat(draft.text()).endsWith("[1] About returns: https://acme.com/returns");
    }

    @Test
    void step53ContentCustomerIsAskedWhetherThereIsAnythingElse() throws Exception {
        var playbook = Assignments.playbook("Help.", "Any other questions? Call us.");
        model.says("You are welcome.", "Hello.");

        var content =
                answer(
                        Assignments.asked(
                                PlanPath.PLAYBOOK,
                                playbook,
                                List.of(),
                                "Where?",
                                "There.",
                                "Thanks!"));
        var other = answer(Assignments.asked(PlanPath.PLAYBOOK, playbook, List.of(), "Hi"));

        assertThat(model.requests.getFirst().system()).contains("seems content (thanks)");
        assertThat(content.text())
                .isEqualTo(
                        "You are welcome. " + Wording.ENDER + "\n\nAny other questions? Call us.");
        assertThat(content.metadata().facts().asksWhetherDone()).isTrue();
        assertThat(other.metadata().facts().asksWhetherDone()).isFalse();
        assertThat(content.metadata().detail())
                .containsEntry("ender", "true")
                .containsEntry("ender.reason", "content: thanks");
        assertThat(other.metadata().detail())
                .as("a disclaimer that asks is no ender")
                .doesNotContainKey("ender")
                .containsEntry("ender.reason", "no_signal");
    }

    @Test
    void step61MetadataTellsHowTheReplyCameToBe() throws Exception {
        model.says("Hello.");

        var draft = answer(Assignments.asked(PlanPath.PLAYBOOK, null, List.of(), "Hi"));

        var metadata = draft.metadata();
        assertThat(metadata.path()).isEqualTo(PlanPath.PLAYBOOK);
        assertThat(metadata.model()).isEqualTo("scripted");
        assertThat(metadata.promptTokens()).isEqualTo(10);
        assertThat(metadata.completionTokens()).isEqualTo(3);
        assertThat(metadata.latencyMillis()).isNotNegative();
        assertThat(metadata.agent()).isEqualTo("ann");
        assertThat(metadata.detail()).containsEntry("configurationVersion", "7");
    }

    @Test
    void handOverWithoutAPlaybookUsesFixedWordsAndNoModel() throws Exception {
        var draft = answer(Assignments.asked(PlanPath.HUMAN, null, List.of(), "A human,\n please"));

        assertThat(draft.kind()).isEqualTo(Reply.Kind.HANDOVER);
        assertThat(draft.text()).isEqualTo(Wording.HAND_OVER);
        assertThat(draft.metadata().detail())
                .containsEntry("summary", "A human, please")
                .containsEntry("handover.words", "fixed");
        assertThat(model.requests).isEmpty();
    }

    @Test
    void handOverSpeaksInTheWordsOfTheOrganizationsPlaybook() throws Exception {
        model.says("A specialist answers within two hours. How can we reach you?");

        var draft = answer(Assignments.asked(PlanPath.HUMAN, HAND_OVER, List.of(), "A human!"));

        assertThat(draft.text())
                .isEqualTo("A specialist answers within two hours. How can we reach you?");
        assertThat(draft.metadata().detail())
                .containsEntry("handover.words", "playbook")
                .containsEntry("handover.playbook", "pb");
        assertThat(draft.metadata().facts().words()).isEqualTo(Words.PLAYBOOK);
        assertThat(draft.metadata().playbook())
                .as("the conversation does not go on with it")
                .isNull();
        assertThat(model.requests.getFirst().system()).contains("Answer within 2 hours.");
    }

    @Test
    void handOverNeverFailsBecauseAModelDoes() throws Exception {
        for (var kind : ModelException.Kind.values()) {
            model.failure = kind;

            var draft = answer(Assignments.asked(PlanPath.HUMAN, HAND_OVER, List.of(), "A human!"));

            assertThat(draft.text()).isEqualTo(Wording.HAND_OVER);
            assertThat(draft.metadata().detail()).containsEntry("handover.cause", "model " + kind);
        }
    }

    @Test
    void handOverWaitsForAModelNoLongerThanItMay() throws Exception {
        patience = Duration.ofMillis(50);
        model.goOn = new CountDownLatch(1);

        var draft = answer(Assignments.asked(PlanPath.HUMAN, HAND_OVER, List.of(), "A human!"));

        assertThat(draft.text()).isEqualTo(Wording.HAND_OVER);
        assertThat(model.interrupted.await(10, TimeUnit.SECONDS))
                .as("the call is given up")
                .isTrue();
    }

    @Test
    void handOverPromisesNothingThatNobodySaid() throws Exception {
        model.says("We call you within 5 minutes.");

        var draft = answer(Assignments.asked(PlanPath.HUMAN, HAND_OVER, List.of(), "A human!"));

        assertThat(draft.text()).isEqualTo(Wording.HAND_OVER);
        assertThat(draft.metadata().detail()).containsEntry("handover.cause", "unsupported: 5");
    }

    @Test
    void step23WithoutAnAgentThereIsAnApologyAndAPersonTakesOver() throws Exception {
        var draft = answer(Assignments.asked(PlanPath.NO_AGENT, null, List.of(), "Hello?"));

        assertThat(draft.kind()).isEqualTo(Reply.Kind.HANDOVER);
        assertThat(draft.text()).isEqualTo(Wording.NO_AGENT);
        assertThat(PlanPath.NO_AGENT.handsOver()).isTrue();
    }

    @Test
    void summaryIsTheCustomersLastWordsInShort() throws Exception {
        var draft =
                answer(
                        Assignments.asked(
                                PlanPath.NO_AGENT,
                                null,
                                List.of(),
                                "first",
                                "-",
                                "second",
                                "-",
                                "third",
                                "-",
                                "x".repeat(300)));

        assertThat(draft.text()).isEqualTo(Wording.NO_AGENT);
        assertThat(draft.metadata().detail())
                .containsEntry("summary", "second / third / " + "x".repeat(200) + "\u2026");
    }

    private Assignment question(String text, FoundPassage... passages) {
        return Assignments.asked(PlanPath.DOCUMENT_QA, null, List.of(passages), text);
    }

    private ReplyDraft answer(Assignment asked) throws ModelException, InterruptedException {
        return answering(LiveText.NONE).answer(asked.plan(), Assignments.begun(asked));
    }

    private Answering answering(LiveText live) {
        return Answering.with(model, live, Assignments.LIMITS, patience, Samples.READING, meters);
    }

    private double counted(String outcome) {
        return meters.counter("parley.executor.groundedness", "outcome", outcome).count();
    }
}
