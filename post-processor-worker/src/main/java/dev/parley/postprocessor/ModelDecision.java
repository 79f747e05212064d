package dev.parley.postprocessor;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.model.ModelAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a model whether a person must take over. Only one call of the offered tool with exactly its
 * arguments is a decision; words, other tools, more calls or other arguments are none. Thread-safe.
 */
final class ModelDecision {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Set<String> ARGUMENTS = Set.of("escalate", "reason");
    private static final int LONGEST_ARGUMENTS = 4_000;
    private static final double CONFIDENCE = 0.8;

    private final BoundedModel model;
    private final Duration patience;

    ModelDecision(BoundedModel model, Duration patience) {
        this.model = model;
        this.patience = patience;
    }

    /**
     * The sign, if the model decides so.
     *
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    Optional<EscalationSign> about(ConversationId id, long turn, List<Message> messages)
            throws InterruptedException {
        return switch (model.ask(AfterPrompts.decision(id, turn, messages), patience)) {
            case BoundedModel.Result.Answered(var answer) when isDecidedFor(answer) ->
                    Optional.of(new EscalationSign("model", answer.model(), CONFIDENCE));
            case BoundedModel.Result.Answered _, BoundedModel.Result.Failed _ -> Optional.empty();
        };
    }

    /** What the model gives as its reason is words of nobody we trust: it is checked, not kept. */
    static boolean isDecidedFor(ModelAnswer answer) {
        if (answer.toolCalls().size() != 1) {
            return false;
        }
        var call = answer.toolCalls().getFirst();
        if (!call.name().equals(AfterPrompts.DECIDE.name())
                || call.arguments().length() > LONGEST_ARGUMENTS) {
            return false;
        }
        try {
            return isEscalation(JSON.readTree(call.arguments()));
        } catch (JacksonException _) {
            return false;
        }
    }

    private static boolean isEscalation(JsonNode arguments) {
        return arguments.isObject()
                && ARGUMENTS.containsAll(arguments.propertyNames())
                && arguments.path("reason").isString()
                && !arguments.path("reason").asString().isBlank()
                && arguments.path("escalate").isBoolean()
                && arguments.path("escalate").asBoolean();
    }
}
