package dev.parley.executor;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.Plan;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.PlannedAgent;
import dev.parley.conversation.PlannedPlaybook;
import dev.parley.conversation.Turn;
import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.Passage;
import dev.parley.conversation.turn.Begin;
import dev.parley.executor.prompt.Assignment;
import dev.parley.executor.prompt.PromptLimits;
import dev.parley.testkit.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans made by hand, and conversations to answer by them. */
final class Assignments {
    static final PromptLimits LIMITS = new PromptLimits(20, 6_000, 1_500, 6_000, 4_000, 5, 800);
    static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    static final ConversationId ID = new ConversationId("acme", "c-1");
    static final PlannedAgent AGENT = new PlannedAgent("ann", "Ann", "Be kind.");

    private Assignments() {}

    /** A playbook with a disclaimer or without. */
    static PlannedPlaybook playbook(String instructions, @Nullable String disclaimer) {
        return new PlannedPlaybook("pb", "Playbook", instructions, null, disclaimer);
    }

    static FoundPassage passage(String document, String text) {
        return new FoundPassage(
                new Passage(document, 0, "About " + document, "https://acme.com/" + document, text),
                0.9);
    }

    /** The last text is the customer's question; before it, customer and assistant take turns. */
    static Assignment asked(
            PlanPath path,
            @Nullable PlannedPlaybook playbook,
            List<FoundPassage> passages,
            String... texts) {
        var messages = new ArrayList<Message>();
        for (int i = 0; i < texts.length; i++) {
            boolean isCustomer = (texts.length - 1 - i) % 2 == 0;
            messages.add(
                    new Message(
                            i + 1,
                            "m" + (i + 1),
                            isCustomer ? Message.Role.USER : Message.Role.ASSISTANT,
                            Samples.CUSTOMER,
                            texts[i],
                            null,
                            NOW));
        }
        long from = texts.length - 1;
        var plan =
                new Plan(
                        ID, 1, from, from + 1, 0, path, AGENT, playbook, passages, Map.of(), 7,
                        NOW);
        var turn =
                new Turn(1, from, from + 1, 1, 1, 0, Turn.Phase.RUNNING, NOW, null, 0, NOW, null);
        return new Assignment(plan, turn, messages);
    }

    /** The same as a store gives it. */
    static Begin.Outcome.Begun begun(Assignment asked) {
        return new Begin.Outcome.Begun(
                Conversation.starting(ID, Samples.PULLED, NOW), asked.turn(), asked.messages());
    }
}
