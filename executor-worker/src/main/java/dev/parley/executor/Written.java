package dev.parley.executor;

import dev.parley.conversation.model.ModelAnswer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a reply, and how they came to be.
 *
 * @param model name of the model, absent where none was asked
 * @param detail facts by name for the reply's metadata
 */
record Written(
        String text,
        @Nullable String model,
        int promptTokens,
        int completionTokens,
        Map<String, String> detail) {
    Written {
        detail = Map.copyOf(detail);
    }

    /** Words of ours. */
    static Written fixed(String text) {
        return new Written(text, null, 0, 0, Map.of());
    }

    /** Words of a model. */
    static Written by(ModelAnswer answer) {
        return new Written(
                answer.text(),
                answer.model(),
                answer.promptTokens(),
                answer.completionTokens(),
                answer.detail());
    }

    Written withText(String value) {
        return new Written(value, model, promptTokens, completionTokens, detail);
    }

    /** With one more fact; an empty one is none. */
    Written with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        var more = new HashMap<>(detail);
        more.put(name, value);
        return new Written(text, model, promptTokens, completionTokens, more);
    }

    /** With the tokens of a call before this one on its account. */
    Written after(Written before) {
        return new Written(
                text,
                model == null ? before.model : model,
                promptTokens + before.promptTokens,
                completionTokens + before.completionTokens,
                detail);
    }
}
