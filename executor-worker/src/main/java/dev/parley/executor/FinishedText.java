package dev.parley.executor;

import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import java.util.HashMap;

/** Sees to it that what a model answered can be a reply. Pure. */
final class FinishedText {
    private static final String CUT = "\u2026";

    private FinishedText() {}

    /**
     * The answer, its text ending with an ellipsis where it was cut, which its detail then says.
     *
     * @throws ModelException of kind BROKEN_ANSWER when it wants tools called, for none were
     *     offered
     */
    static ModelAnswer of(ModelAnswer answer) throws ModelException {
        return switch (answer.finish()) {
            case STOP -> inWords(answer);
            case LENGTH -> cut(inWords(answer));
            case TOOL_CALLS -> throw broken();
        };
    }

    private static ModelAnswer inWords(ModelAnswer answer) throws ModelException {
        if (answer.text().isBlank()) {
            throw broken();
        }
        return answer;
    }

    private static ModelAnswer cut(ModelAnswer answer) {
        var detail = new HashMap<>(answer.detail());
        detail.put("finish", "length");
        return new ModelAnswer(
                answer.text().stripTrailing() + CUT,
                answer.toolCalls(),
                answer.finish(),
                answer.model(),
                answer.promptTokens(),
                answer.completionTokens(),
                answer.offline(),
                detail);
    }

    private static ModelException broken() {
        return new ModelException(
                ModelException.Kind.BROKEN_ANSWER,
                "wants tools called although none were offered",
                null,
                null);
    }
}
