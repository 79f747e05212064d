package dev.parley.model.openai;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.completions.CompletionUsage;
import dev.parley.conversation.model.LanguageModel.TextPreview;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.model.completions.Completion;
import java.util.List;

/** Reads what the SDK received. Of several choices the first counts: we ask for one. */
final class OpenAiAnswer {
    private final Completion completion;

    OpenAiAnswer(String model) {
        completion = new Completion(model);
    }

    /** A whole answer. */
    void add(ChatCompletion answer) {
        answer._model().asString().ifPresent(completion::model);
        answer.usage().ifPresent(this::usage);
        for (var choice : answer.choices().stream().limit(1).toList()) {
            message(choice.message());
            choice._finishReason()
                    .asKnown()
                    .ifPresent(reason -> completion.finish(reason.asString()));
        }
    }

    private void message(ChatCompletionMessage message) {
        message.content().ifPresent(completion::text);
        message.refusal().filter(text -> !text.isBlank()).ifPresent(_ -> completion.refused());
        long index = 0;
        for (var call : message.toolCalls().orElse(List.of())) {
            if (call.isFunction()) {
                var function = call.asFunction().function();
                completion.toolCall(
                        index++, call.asFunction().id(), function.name(), function.arguments());
            }
        }
    }

    /** A piece of a streamed answer. */
    void add(ChatCompletionChunk chunk, TextPreview preview) {
        chunk._model().asString().ifPresent(completion::model);
        chunk.usage().ifPresent(this::usage);
        for (var choice : chunk._choices().asKnown().orElse(List.of())) {
            if (choice._index().asKnown().orElse(0L) == 0) {
                add(choice, preview);
            }
        }
    }

    private void add(ChatCompletionChunk.Choice choice, TextPreview preview) {
        choice.finishReason().ifPresent(reason -> completion.finish(reason.asString()));
        var delta = choice._delta().asKnown();
        if (delta.isEmpty()) {
            return;
        }
        delta.get().refusal().filter(text -> !text.isBlank()).ifPresent(_ -> completion.refused());
        for (var call : delta.get().toolCalls().orElse(List.of())) {
            var function = call.function();
            completion.toolCall(
                    call._index().asKnown().orElse(null),
                    call.id().orElse(null),
                    function.flatMap(f -> f.name()).orElse(null),
                    function.flatMap(f -> f.arguments()).orElse(null));
        }
        delta.get()
                .content()
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> {
                    completion.text(text);
                    preview.text(text);
                });
    }

    private void usage(CompletionUsage usage) {
        completion.usage(
                usage._promptTokens().asKnown().orElse(0L),
                usage._completionTokens().asKnown().orElse(0L));
    }

    ModelAnswer answer() throws ModelException {
        return completion.answer();
    }
}
