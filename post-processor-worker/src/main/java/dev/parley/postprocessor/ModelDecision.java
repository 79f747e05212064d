package dev.parley.postprocessor;

import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.model.ToolCall;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a model for a yes or no. Only one call of the offered tool with exactly its arguments, a
 * flag and a reason, is a decision; words, other tools, more calls or other arguments are none, and
 * none means no. Thread-safe.
 */
final class ModelDecision {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int LONGEST_ARGUMENTS = 4_000;

    /** How sure a decided yes is taken to be; nobody measured the models of all servers. */
    static final double CONFIDENCE = 0.8;

    private final BoundedModel model;
    private final Duration patience;

    ModelDecision(BoundedModel model, Duration patience) {
        this.model = model;
        this.patience = patience;
    }

    /**
     * The name of the model, if it decides for yes.
     *
     * @param question with one tool, by which the model decides
     * @param flag the tool's argument that is the decision
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    Optional<String> yes(ModelRequest question, String flag) throws InterruptedException {
        return switch (model.ask(question, patience)) {
            case BoundedModel.Result.Answered(var answer) when isYes(question, answer, flag) ->
                    Optional.of(answer.model());
            case BoundedModel.Result.Answered _, BoundedModel.Result.Failed _ -> Optional.empty();
        };
    }

    private static boolean isYes(ModelRequest question, ModelAnswer answer, String flag) {
        if (answer.toolCalls().size() != 1) {
            return false;
        }
        ToolCall call = answer.toolCalls().getFirst();
        if (!call.name().equals(question.tools().getFirst().name())
                || call.arguments().length() > LONGEST_ARGUMENTS) {
            return false;
        }
        try {
            return isYes(JSON.readTree(call.arguments()), flag);
        } catch (JacksonException _) {
            return false;
        }
    }

    /** What the model gives as its reason is words of nobody we trust: it is checked, not kept. */
    private static boolean isYes(JsonNode arguments, String flag) {
        return arguments.isObject()
                && Set.of(flag, "reason").containsAll(arguments.propertyNames())
                && arguments.path("reason").isString()
                && !arguments.path("reason").asString().isBlank()
                && arguments.path(flag).isBoolean()
                && arguments.path(flag).asBoolean();
    }
}
