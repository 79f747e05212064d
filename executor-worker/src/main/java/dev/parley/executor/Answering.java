package dev.parley.executor;

import dev.parley.conversation.Grounding;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.PlannedAgent;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.ReplyDraft;
import dev.parley.executor.prompt.Assignment;
import dev.parley.executor.prompt.PromptLimits;
import dev.parley.executor.prompt.Prompts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the words of a reply, by the plan's path, and tells how they came to be. Thread-safe. */
final class Answering {
    private static final Participant ASSISTANT =
            new Participant("assistant", "Assistant", List.of());

    private final PlaybookAnswers playbooks;
    private final DocumentAnswers documents;
    private final HandOvers handOvers;
    private final MeterRegistry meters;

    private Answering(
            PlaybookAnswers playbooks,
            DocumentAnswers documents,
            HandOvers handOvers,
            MeterRegistry meters) {
        this.playbooks = playbooks;
        this.documents = documents;
        this.handOvers = handOvers;
        this.meters = meters;
    }

    /**
     * Answers with the model.
     *
     * @param live {@link LiveText#NONE} asks the model for whole answers
     * @param patience how long the model may take for the words of a hand-over
     * @param threads where texts are read
     */
    static Answering with(
            LanguageModel model,
            LiveText live,
            PromptLimits limits,
            Duration patience,
            ReadingThreads threads,
            MeterRegistry meters) {
        var calls = new ModelCalls(model, live);
        var prompts = new Prompts(limits);
        return new Answering(
                new PlaybookAnswers(calls, prompts, threads),
                new DocumentAnswers(calls, prompts, threads),
                new HandOvers(calls, prompts, patience, threads),
                meters);
    }

    /**
     * Writes the reply of a begun turn. Blocks while the model works.
     *
     * @throws ModelException when the model gave no usable answer
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    ReplyDraft answer(Plan plan, Begin.Outcome.Begun begun)
            throws ModelException, InterruptedException {
        long start = System.nanoTime();
        var written = words(new Assignment(plan, begun.turn(), begun.messages()));
        count(written);
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        var kind = plan.path().handsOver() ? Reply.Kind.HANDOVER : Reply.Kind.ANSWER;
        return new ReplyDraft(
                kind, author(plan.agent()), written.text(), metadata(plan, written, millis));
    }

    private Written words(Assignment asked) throws ModelException, InterruptedException {
        return switch (asked.plan().path()) {
            case HUMAN -> handOvers.acknowledge(asked);
            case NO_AGENT -> handOvers.noAgent(asked);
            case PLAYBOOK -> playbooks.answer(asked);
            case DOCUMENT_QA -> documents.answer(asked);
        };
    }

    private void count(Written written) {
        var grounding = written.facts().grounding();
        if (grounding != null && grounding != Grounding.NOTHING_FOUND) {
            meters.counter("parley.executor.groundedness", "outcome", grounding.text()).increment();
        }
        var words = written.facts().words();
        if (words != null) {
            meters.counter("parley.executor.handovers", "words", words.text()).increment();
        }
    }

    private static ReplyMetadata metadata(Plan plan, Written written, long millis) {
        return new ReplyMetadata(
                plan.path(),
                plan.agent() == null ? null : plan.agent().id(),
                playbook(plan),
                written.model(),
                written.promptTokens(),
                written.completionTokens(),
                millis,
                written.facts(),
                detail(plan, written.detail()));
    }

    /**
     * The playbook that the conversation goes on with; that of a hand-over serves the hand-over
     * alone.
     */
    private static @Nullable String playbook(Plan plan) {
        return plan.path() == PlanPath.HUMAN || plan.playbook() == null
                ? null
                : plan.playbook().id();
    }

    private static Map<String, String> detail(Plan plan, Map<String, String> more) {
        var detail = new HashMap<>(more);
        plan.evidence().forEach((name, value) -> detail.put("plan." + name, value));
        detail.put("configurationVersion", Long.toString(plan.configurationVersion()));
        return detail;
    }

    private static Participant author(@Nullable PlannedAgent agent) {
        return agent == null ? ASSISTANT : new Participant(agent.id(), agent.name(), List.of());
    }
}
