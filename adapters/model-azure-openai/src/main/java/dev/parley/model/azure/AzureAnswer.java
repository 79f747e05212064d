package dev.parley.model.azure;

import com.azure.ai.openai.models.ChatChoice;
import com.azure.ai.openai.models.ChatCompletions;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolCall;
import com.azure.ai.openai.models.ChatResponseMessage;
import dev.parley.conversation.model.LanguageModel.TextPreview;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.model.completions.Completion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the SDK received. Whatever it did not understand it leaves null, an error in
 * mid-stream too; then no finish reason follows.
 */
final class AzureAnswer {
    private final Completion completion;

    AzureAnswer(String deployment) {
        completion = new Completion(deployment);
    }

    /** A whole answer. */
    void add(ChatCompletions answer) {
        read(answer, ChatChoice::getMessage, _ -> {});
    }

    /** A piece of a streamed answer. */
    void add(ChatCompletions chunk, TextPreview preview) {
        read(chunk, ChatChoice::getDelta, preview);
    }

    @FunctionalInterface
    private interface Part {
        @Nullable ChatResponseMessage of(ChatChoice choice);
    }

    private void read(ChatCompletions received, Part part, TextPreview preview) {
        completion.model(received.getModel());
        var usage = received.getUsage();
        if (usage != null) {
            completion.usage(usage.getPromptTokens(), usage.getCompletionTokens());
        }
        var choices = received.getChoices();
        if (choices == null || choices.isEmpty()) {
            return;
        }
        var choice = choices.getFirst();
        var reason = choice.getFinishReason();
        if (reason != null) {
            completion.finish(Objects.toString(reason));
        }
        var message = part.of(choice);
        if (message != null) {
            message(message, preview);
        }
    }

    private void message(ChatResponseMessage message, TextPreview preview) {
        var refusal = message.getRefusal();
        if (refusal != null && !refusal.isBlank()) {
            completion.refused();
        }
        var text = message.getContent();
        if (text != null && !text.isEmpty()) {
            completion.text(text);
            preview.text(text);
        }
        var calls = message.getToolCalls();
        if (calls != null) {
            for (var call : calls) {
                if (call instanceof ChatCompletionsFunctionToolCall function) {
                    add(function);
                }
            }
        }
    }

    /** The SDK leaves out the index: a call's first piece has the id, and calls come in order. */
    private void add(ChatCompletionsFunctionToolCall call) {
        var function = call.getFunction();
        completion.toolCall(
                null,
                call.getId(),
                function == null ? null : function.getName(),
                function == null ? null : function.getArguments());
    }

    ModelAnswer answer() throws ModelException {
        return completion.answer();
    }
}
