package dev.parley.executor;

import dev.parley.conversation.Grounding;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.Words;
import dev.parley.conversation.model.ModelAnswer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a reply, and how they came to be.
 *
 * @param model name of the model, absent where none was asked
 * @param facts what code reads of it
 * @param detail what people read of it besides, by name
 */
record Written(
        String text,
        @Nullable String model,
        int promptTokens,
        int completionTokens,
        ReplyFacts facts,
        Map<String, String> detail) {
    Written {
        detail = Map.copyOf(detail);
    }

    /** Words of ours. */
    static Written fixed(String text) {
        return new Written(text, null, 0, 0, ReplyFacts.NONE, Map.of());
    }

    /** Words of a model. */
    static Written by(ModelAnswer answer) {
        return new Written(
                answer.text(),
                answer.model(),
                answer.promptTokens(),
                answer.completionTokens(),
                ReplyFacts.NONE.withOffline(answer.offline()),
                answer.detail());
    }

    Written withText(String value) {
        return new Written(value, model, promptTokens, completionTokens, facts, detail);
    }

    /** With what it states checked so. */
    Written with(Grounding grounding) {
        return with(facts.withGrounding(grounding));
    }

    /** In these words. */
    Written with(Words words) {
        return with(facts.withWords(words));
    }

    /** Ending with the question whether the matter is settled, or not. */
    Written asksWhetherDone(boolean value) {
        return with(facts.withAsksWhetherDone(value));
    }

    private Written with(ReplyFacts value) {
        return new Written(text, model, promptTokens, completionTokens, value, detail);
    }

    /** With one more fact for people; an empty one is none. */
    Written with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        var more = new HashMap<>(detail);
        more.put(name, value);
        return new Written(text, model, promptTokens, completionTokens, facts, more);
    }

    /** With the tokens of a call before this one on its account. */
    Written after(Written before) {
        return new Written(
                text,
                model == null ? before.model : model,
                promptTokens + before.promptTokens,
                completionTokens + before.completionTokens,
                facts,
                detail);
    }
}
