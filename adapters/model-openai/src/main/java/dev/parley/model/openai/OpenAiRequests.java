package dev.parley.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.model.completions.RequestIds;

/** Says in the SDK's words what a model is asked. Thread-safe. */
final class OpenAiRequests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OpenAiProperties properties;

    OpenAiRequests(OpenAiProperties properties) {
        this.properties = properties;
    }

    ChatCompletionCreateParams plain(ModelRequest request) {
        return params(request).build();
    }

    /** Asks for the usage too, which streams leave out otherwise. */
    ChatCompletionCreateParams streamed(ModelRequest request) {
        var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();
        return params(request).streamOptions(options).build();
    }

    private ChatCompletionCreateParams.Builder params(ModelRequest request) {
        var params = ChatCompletionCreateParams.builder().model(properties.modelName());
        RequestIds.header(request.requestId())
                .ifPresent(id -> params.putAdditionalHeader("X-Client-Request-Id", id));
        if (!request.system().isEmpty()) {
            params.addSystemMessage(request.system());
        }
        request.messages().forEach(message -> add(params, message));
        request.tools().forEach(tool -> params.addTool(tool(tool)));
        var limit = properties.maxCompletionTokens();
        if (limit != null) {
            params.maxCompletionTokens(limit.longValue());
        }
        var temperature = properties.temperature();
        if (temperature != null) {
            params.temperature(temperature);
        }
        return params;
    }

    private static void add(ChatCompletionCreateParams.Builder params, ModelMessage message) {
        switch (message) {
            case ModelMessage.User user -> params.addUserMessage(user.text());
            case ModelMessage.Assistant assistant -> params.addMessage(assistant(assistant));
            case ModelMessage.ToolResult result ->
                    params.addMessage(
                            ChatCompletionToolMessageParam.builder()
                                    .toolCallId(result.callId())
                                    .content(result.text())
                                    .build());
        }
    }

    private static ChatCompletionAssistantMessageParam assistant(ModelMessage.Assistant message) {
        var builder = ChatCompletionAssistantMessageParam.builder();
        if (!message.text().isEmpty() || message.toolCalls().isEmpty()) {
            builder.content(message.text());
        }
        for (var call : message.toolCalls()) {
            builder.addToolCall(
                    ChatCompletionMessageFunctionToolCall.builder()
                            .id(call.id())
                            .function(
                                    ChatCompletionMessageFunctionToolCall.Function.builder()
                                            .name(call.name())
                                            .arguments(call.arguments())
                                            .build())
                            .build());
        }
        return builder.build();
    }

    private static ChatCompletionFunctionTool tool(ModelRequest.Tool tool) {
        return ChatCompletionFunctionTool.builder()
                .function(
                        FunctionDefinition.builder()
                                .name(tool.name())
                                .description(tool.description())
                                .parameters(parameters(tool))
                                .build())
                .build();
    }

    private static FunctionParameters parameters(ModelRequest.Tool tool) {
        try {
            var parameters = FunctionParameters.builder();
            for (var property : JSON.readTree(tool.parameters()).properties()) {
                parameters.putAdditionalProperty(
                        property.getKey(), JsonValue.fromJsonNode(property.getValue()));
            }
            return parameters.build();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the parameters of the tool " + tool.name() + " are not JSON", e);
        }
    }
}
