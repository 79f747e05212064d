package dev.parley.model.azure;

import com.azure.ai.openai.models.ChatCompletionsFunctionToolCall;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolDefinition;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolDefinitionFunction;
import com.azure.ai.openai.models.ChatCompletionsOptions;
import com.azure.ai.openai.models.ChatCompletionsToolCall;
import com.azure.ai.openai.models.ChatCompletionsToolDefinition;
import com.azure.ai.openai.models.ChatRequestAssistantMessage;
import com.azure.ai.openai.models.ChatRequestMessage;
import com.azure.ai.openai.models.ChatRequestSystemMessage;
import com.azure.ai.openai.models.ChatRequestToolMessage;
import com.azure.ai.openai.models.ChatRequestUserMessage;
import com.azure.ai.openai.models.FunctionCall;
import com.azure.core.util.BinaryData;
import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.model.ToolCall;
import java.util.ArrayList;

/** Says in the SDK's words what a model is asked. Thread-safe. */
final class AzureRequests {
    private final AzureOpenAiProperties properties;

    AzureRequests(AzureOpenAiProperties properties) {
        this.properties = properties;
    }

    ChatCompletionsOptions of(ModelRequest request) {
        var messages = new ArrayList<ChatRequestMessage>();
        if (!request.system().isEmpty()) {
            messages.add(new ChatRequestSystemMessage(request.system()));
        }
        request.messages().forEach(message -> messages.add(message(message)));
        var options = new ChatCompletionsOptions(messages);
        if (!request.tools().isEmpty()) {
            options.setTools(request.tools().stream().map(AzureRequests::tool).toList());
        }
        var limit = properties.maxCompletionTokens();
        if (limit != null) {
            options.setMaxCompletionTokens(limit);
        }
        var temperature = properties.temperature();
        if (temperature != null) {
            options.setTemperature(temperature);
        }
        return options;
    }

    private static ChatRequestMessage message(ModelMessage message) {
        return switch (message) {
            case ModelMessage.User user -> new ChatRequestUserMessage(user.text());
            case ModelMessage.Assistant assistant -> assistant(assistant);
            case ModelMessage.ToolResult result ->
                    new ChatRequestToolMessage(result.text(), result.callId());
        };
    }

    private static ChatRequestMessage assistant(ModelMessage.Assistant message) {
        var assistant = new ChatRequestAssistantMessage(message.text());
        if (!message.toolCalls().isEmpty()) {
            assistant.setToolCalls(
                    message.toolCalls().stream().map(AzureRequests::toolCall).toList());
        }
        return assistant;
    }

    private static ChatCompletionsToolCall toolCall(ToolCall call) {
        return new ChatCompletionsFunctionToolCall(
                call.id(), new FunctionCall(call.name(), call.arguments()));
    }

    private static ChatCompletionsToolDefinition tool(ModelRequest.Tool tool) {
        return new ChatCompletionsFunctionToolDefinition(
                new ChatCompletionsFunctionToolDefinitionFunction(tool.name())
                        .setDescription(tool.description())
                        .setParameters(BinaryData.fromString(tool.parameters())));
    }
}
