package dev.parley.executor.prompt;

import dev.parley.conversation.Message;
import dev.parley.conversation.PlannedAgent;
import dev.parley.conversation.PlannedPlaybook;
import dev.parley.conversation.Turn;
import dev.parley.conversation.document.Passage;
import dev.parley.conversation.model.Enclosure;
import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.model.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds what a model is asked, from the templates in {@code src/main/resources/prompts}. What
 * customers and documents say stands in messages only, never in the instructions; passages, and the
 * question that comes with them, are enclosed. Pure.
 */
public final class Prompts {
    private static final Template PLAYBOOK = Template.named("playbook");
    private static final Template DOCUMENT_QA = Template.named("document-qa");
    private static final Template HAND_OVER = Template.named("hand-over");
    private static final Template PASSAGES = Template.named("passages");
    private static final Template CORRECTION = Template.named("correction");
    private static final String RULES = Template.named("rules").fill(Map.of());

    private static final String HAND_OVER_LABEL = "hand-over playbook";

    private final PromptLimits limits;

    public Prompts(PromptLimits limits) {
        this.limits = limits;
    }

    /**
     * Asks for an answer by the playbook.
     *
     * @param passages already filtered
     * @param ender guidance on how to end, or blank
     */
    public ModelRequest playbook(Assignment asked, List<Passage> passages, String ender) {
        return request(asked, PLAYBOOK, passages, ender);
    }

    /** Asks for an answer from the passages, numbered from 1; as {@link #playbook} otherwise. */
    public ModelRequest documentQa(Assignment asked, List<Passage> passages, String ender) {
        return request(asked, DOCUMENT_QA, passages, ender);
    }

    /** Asks for the words that hand the conversation over, by the plan's playbook. */
    public ModelRequest handOver(Assignment asked) {
        return request(asked, HAND_OVER, List.of(), "");
    }

    /** So that it can be told from our own words around it. */
    private static String wording(String instructions) {
        return instructions.isBlank()
                ? ""
                : Enclosure.of(List.of(new Enclosure.Part(HAND_OVER_LABEL, instructions)))
                        .toString();
    }

    /** Asks again, after an answer that states what nothing supports. */
    public ModelRequest correction(ModelRequest before, String answer, List<String> unsupported) {
        var messages = new ArrayList<>(before.messages());
        messages.add(new ModelMessage.Assistant(answer));
        messages.add(
                new ModelMessage.User(
                        CORRECTION.fill(Map.of("unsupported", String.join("; ", unsupported)))));
        return new ModelRequest(before.requestId() + ".again", before.system(), messages);
    }

    /** How many of the passages a prompt takes: the best. */
    public List<Passage> best(List<Passage> passages) {
        return passages.subList(0, Math.min(limits.passages(), passages.size()));
    }

    private ModelRequest request(
            Assignment asked, Template template, List<Passage> passages, String ender) {
        var context = context(asked);
        var question = Shortening.shortened(asked.question(), limits.questionTokens());
        var enclosure = passages.isEmpty() ? null : enclosed(passages, question);
        var values = new HashMap<>(whoAndHow(asked));
        values.put(
                "passages",
                enclosure == null ? "" : PASSAGES.fill(Map.of("mark", enclosure.mark())));
        values.put("wording", wording(of(asked.plan().playbook(), PlannedPlaybook::instructions)));
        values.put("ender", ender);
        values.put("shortened", leftOut(asked.context().size() - context.size(), asked));
        values.put("rules", RULES);

        var messages = new ArrayList<>(context);
        messages.add(new ModelMessage.User(enclosure == null ? question : enclosure.toString()));
        var turn = asked.turn();
        var id = Turn.id(asked.plan().conversation(), turn.number()) + "." + turn.attempt();
        return new ModelRequest(id, template.fill(values), messages);
    }

    private Map<String, String> whoAndHow(Assignment asked) {
        var agent = asked.plan().agent();
        var playbook = asked.plan().playbook();
        return Map.of(
                "agent", agent == null ? "" : introduced(agent),
                "playbook", of(playbook, PlannedPlaybook::instructions),
                "flow", of(playbook, PlannedPlaybook::flowGuidance),
                "disclaimer", of(playbook, PlannedPlaybook::disclaimer));
    }

    private String introduced(PlannedAgent agent) {
        return "You are %s.\n%s"
                .formatted(
                        agent.name(),
                        Shortening.shortened(agent.instructions(), limits.instructionTokens()));
    }

    private String of(
            @Nullable PlannedPlaybook playbook, Function<PlannedPlaybook, @Nullable String> part) {
        var text = playbook == null ? null : part.apply(playbook);
        return text == null ? "" : Shortening.shortened(text, limits.instructionTokens());
    }

    /** The newest messages that fit, in order. */
    private List<ModelMessage> context(Assignment asked) {
        var before = asked.context();
        var taken = new ArrayList<ModelMessage>();
        int left = limits.contextTokens();
        for (var message : before.reversed()) {
            var text = Shortening.shortened(message.text(), limits.messageTokens());
            left -= Shortening.tokens(text);
            if (left < 0 || taken.size() == limits.contextMessages()) {
                break;
            }
            taken.add(modelMessage(message.role(), text));
        }
        return taken.reversed();
    }

    private static String leftOut(int messages, Assignment asked) {
        return messages <= 0
                ? ""
                : "The conversation began earlier: %d of the %d messages before the last one are left out for length."
                        .formatted(messages, asked.context().size());
    }

    private static ModelMessage modelMessage(Message.Role role, String text) {
        return switch (role) {
            case USER -> new ModelMessage.User(text);
            case ASSISTANT, SYSTEM -> new ModelMessage.Assistant(text);
            case HUMAN_AGENT -> new ModelMessage.Assistant("(A colleague wrote:) " + text);
        };
    }

    private Enclosure enclosed(List<Passage> passages, String question) {
        var parts = new ArrayList<Enclosure.Part>();
        for (int i = 0; i < passages.size(); i++) {
            var passage = passages.get(i);
            parts.add(
                    new Enclosure.Part(
                            "passage " + (i + 1),
                            passage.title()
                                    + "\n"
                                    + Shortening.shortened(
                                            passage.text(), limits.passageTokens())));
        }
        parts.add(new Enclosure.Part("customer", question));
        return Enclosure.of(parts);
    }
}
