package dev.parley.executor;

import dev.parley.conversation.LiveText;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Plan;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.organization.Agent;
import dev.parley.conversation.organization.Wording;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.ReplyDraft;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words of a reply, by the plan's path, and shows them while a model writes them.
 * Thread-safe.
 */
final class Answering {
    private static final Participant ASSISTANT =
            new Participant("assistant", "Assistant", List.of());

    private final LanguageModel model;
    private final LiveText live;
    private final int contextLimit;

    /**
     * Makes one.
     *
     * @param live {@link LiveText#NONE} asks the model for whole answers
     */
    Answering(LanguageModel model, LiveText live, int contextLimit) {
        this.model = model;
        this.live = live;
        this.contextLimit = contextLimit;
    }

    /**
     * Writes the reply of a begun turn. Blocks while the model works.
     *
     * @throws ModelException when the model gave no usable answer
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    ReplyDraft answer(Plan plan, Begin.Outcome.Begun begun)
            throws ModelException, InterruptedException {
        return switch (plan.path()) {
            case HUMAN -> fixed(plan, Reply.Kind.HANDOVER, Wording.HAND_OVER);
            case NO_AGENT -> fixed(plan, Reply.Kind.HANDOVER, Wording.NO_AGENT);
            case PLAYBOOK, DOCUMENT_QA -> generated(plan, begun);
        };
    }

    private static ReplyDraft fixed(Plan plan, Reply.Kind kind, String text) {
        var metadata =
                new ReplyMetadata(
                        plan.path(), id(plan.agent()), null, null, 0, 0, 0, detail(plan, Map.of()));
        return new ReplyDraft(kind, author(plan.agent()), text, metadata);
    }

    private ReplyDraft generated(Plan plan, Begin.Outcome.Begun begun)
            throws ModelException, InterruptedException {
        long start = System.nanoTime();
        var answer = ask(Prompt.of(plan, begun.turn(), begun.messages(), contextLimit), begun);
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        var playbook = plan.playbook();
        var metadata =
                new ReplyMetadata(
                        plan.path(),
                        id(plan.agent()),
                        playbook == null ? null : playbook.id(),
                        answer.model(),
                        answer.promptTokens(),
                        answer.completionTokens(),
                        millis,
                        detail(plan, answer.detail()));
        return new ReplyDraft(Reply.Kind.ANSWER, author(plan.agent()), answer.text(), metadata);
    }

    private ModelAnswer ask(ModelRequest request, Begin.Outcome.Begun begun)
            throws ModelException, InterruptedException {
        var answer =
                live == LiveText.NONE
                        ? model.generate(request)
                        : model.stream(
                                request, new Preview(live, begun.row().id(), begun.turn().fence()));
        return FinishedText.of(answer);
    }

    private static Map<String, String> detail(Plan plan, Map<String, String> more) {
        var detail = new HashMap<>(more);
        plan.evidence().forEach((name, value) -> detail.put("plan." + name, value));
        detail.put("configurationVersion", Long.toString(plan.configurationVersion()));
        return detail;
    }

    private static @Nullable String id(@Nullable Agent agent) {
        return agent == null ? null : agent.id();
    }

    private static Participant author(@Nullable Agent agent) {
        return agent == null ? ASSISTANT : new Participant(agent.id(), agent.name(), List.of());
    }
}
