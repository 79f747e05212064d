package dev.parley.postprocessor;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.model.Enclosure;
import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.model.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked after a reply, from the templates in {@code src/main/resources/prompts}.
 * What people wrote stands enclosed in a message, never in the instructions. Pure.
 */
final class AfterPrompts {
    private static final Template TITLE = Template.named("title");
    private static final Template TITLE_AGAIN = Template.named("title-again");
    private static final Template REMINDER = Template.named("reminder");
    private static final Template ESCALATION = Template.named("escalation");
    private static final Template DECISION = Template.named("decision");
    private static final Template ENDING = Template.named("ending");

    private static final String WORDING = "hand-over playbook";
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LONGEST_INSTRUCTIONS = 8_000;
    private static final String PARAMETERS =
            """
            {"type":"object","additionalProperties":false,"required":["%1$s","reason"],"properties":{\
            "%1$s":{"type":"boolean","description":"%2$s"},\
            "reason":{"type":"string","maxLength":200,"description":"why, in a few words"}}}\
            """;

    /** The flag of a decision whether a person must take over. */
    static final String ESCALATE = "escalate";

    /** The flag of a decision whether the matter is over. */
    static final String OVER = "over";

    static final ModelRequest.Tool DECIDE =
            decide(
                    "Says whether a person must take the conversation over.",
                    ESCALATE,
                    "whether a person must take over now");
    private static final ModelRequest.Tool DECIDE_ENDING =
            decide(
                    "Says whether the customer's matter is over.",
                    OVER,
                    "whether the customer wants nothing more");

    private AfterPrompts() {}

    static ModelRequest title(ConversationId id, long turn, List<Message> messages) {
        var said = said(messages);
        return request(id, turn, "title", TITLE.fill(Map.of("mark", said.mark())), said, List.of());
    }

    /** Asks again, more strictly. */
    static ModelRequest titleAgain(ModelRequest before, String rejected, String reason) {
        var messages = new ArrayList<>(before.messages());
        messages.add(new ModelMessage.Assistant(rejected));
        messages.add(
                new ModelMessage.User(
                        TITLE_AGAIN.fill(
                                Map.of(
                                        "rejected",
                                        "\"" + shortened(rejected, 80) + "\"",
                                        "reason",
                                        reason))));
        return new ModelRequest(before.requestId() + ".again", before.system(), messages);
    }

    /**
     * Asks for the words of a reminder.
     *
     * @param agent who speaks; null for nobody in particular
     */
    static ModelRequest reminder(
            ConversationId id, long turn, @Nullable String agent, List<Message> messages) {
        var said = said(messages);
        return request(
                id,
                turn,
                "reminder",
                REMINDER.fill(Map.of("agent", introduced(agent), "mark", said.mark())),
                said,
                List.of());
    }

    /**
     * Asks for the words of a hand-over.
     *
     * @param wording how the organization wants it done
     */
    static ModelRequest escalation(
            ConversationId id,
            long turn,
            @Nullable String agent,
            String wording,
            List<Message> messages) {
        var said = said(messages);
        var enclosed =
                Enclosure.of(
                        List.of(
                                new Enclosure.Part(
                                        WORDING, shortened(wording, LONGEST_INSTRUCTIONS))));
        var system =
                ESCALATION.fill(
                        Map.of(
                                "agent",
                                introduced(agent),
                                "mark",
                                said.mark(),
                                "wording",
                                enclosed.toString()));
        return request(id, turn, "escalation", system, said, List.of());
    }

    /** Asks for a decision, by a tool call. */
    static ModelRequest decision(ConversationId id, long turn, List<Message> messages) {
        var said = said(messages);
        return request(
                id,
                turn,
                "decision",
                DECISION.fill(Map.of("mark", said.mark())),
                said,
                List.of(DECIDE));
    }

    /** Asks whether the matter is over, by a tool call. */
    static ModelRequest ending(ConversationId id, long turn, List<Message> messages) {
        var said = said(messages);
        return request(
                id,
                turn,
                "ending",
                ENDING.fill(Map.of("mark", said.mark())),
                said,
                List.of(DECIDE_ENDING));
    }

    private static ModelRequest.Tool decide(String what, String flag, String meaning) {
        return new ModelRequest.Tool("decide", what, PARAMETERS.formatted(flag, meaning));
    }

    private static ModelRequest request(
            ConversationId id,
            long turn,
            String what,
            String system,
            Enclosure said,
            List<ModelRequest.Tool> tools) {
        return new ModelRequest(
                id.conversation() + "~" + turn + "." + what,
                system,
                List.of(new ModelMessage.User(said.toString())),
                tools);
    }

    private static String introduced(@Nullable String agent) {
        return agent == null ? "" : "You are %s.".formatted(agent);
    }

    private static Enclosure said(List<Message> messages) {
        return Enclosure.of(
                messages.stream()
                        .map(message ->
                                new Enclosure.Part(
                                        label(message.role()),
                                        shortened(message.text(), LONGEST_MESSAGE)))
                        .toList());
    }

    private static String label(Message.Role role) {
        return switch (role) {
            case USER -> "customer";
            case ASSISTANT -> "assistant";
            case HUMAN_AGENT -> "colleague";
            case SYSTEM -> "notice";
        };
    }

    private static String shortened(String text, int limit) {
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit)) + "\u2026";
    }
}
