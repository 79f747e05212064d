package dev.parley.testkit.openai;

import dev.parley.conversation.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes chat completions and embeddings as OpenAI and Azure do. */
final class CompletionJson {
    static final JsonMapper JSON = new JsonMapper();

    private static final int ARGUMENT_PIECE = 7;

    private final StubCall call;
    private final StubReply reply;

    CompletionJson(StubCall call, StubReply reply) {
        this.call = call;
        this.reply = reply;
    }

    /** The answer in the pieces of a stream, which are its tokens too. */
    List<ObjectNode> deltas() {
        var deltas = new ArrayList<ObjectNode>();
        if (!reply.text().isEmpty()) {
            for (var word : reply.text().split("(?<= )")) {
                deltas.add(JSON.createObjectNode().put("content", word));
            }
        }
        for (int index = 0; index < reply.toolCalls().size(); index++) {
            var tool = reply.toolCalls().get(index);
            var first = JSON.createObjectNode();
            first.putArray("tool_calls").add(toolCall(tool, "").put("index", index));
            deltas.add(first);
            var arguments = tool.arguments();
            for (int at = 0; at < arguments.length(); at += ARGUMENT_PIECE) {
                var end = Math.min(arguments.length(), at + ARGUMENT_PIECE);
                var delta = JSON.createObjectNode();
                delta.putArray("tool_calls")
                        .addObject()
                        .put("index", index)
                        .putObject("function")
                        .put("arguments", arguments.substring(at, end));
                deltas.add(delta);
            }
        }
        return deltas;
    }

    /** The whole answer in one. */
    String whole(String text, @Nullable String finish, int completionTokens) {
        var root = root("chat.completion");
        var choice = root.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        if (text.isEmpty() && !reply.toolCalls().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", text);
        }
        if (!reply.toolCalls().isEmpty()) {
            var tools = message.putArray("tool_calls");
            reply.toolCalls().forEach(tool -> tools.add(toolCall(tool, tool.arguments())));
        }
        choice.put("finish_reason", finish);
        usage(root, completionTokens);
        return root.toString();
    }

    /** One event of a stream; without a delta and a finish reason one that has no choices. */
    ObjectNode chunk(@Nullable ObjectNode delta, @Nullable String finish) {
        var root = root("chat.completion.chunk");
        var choices = root.putArray("choices");
        if (delta != null) {
            choices.addObject().put("index", 0).put("finish_reason", finish).set("delta", delta);
        }
        return root;
    }

    /** The event that tells the usage, as the last one. */
    ObjectNode usageChunk(int completionTokens) {
        return usage(chunk(null, null), completionTokens);
    }

    /**
     * Vectors, the last one first: their order is in their indexes.
     *
     * @param texts the texts to embed
     */
    String embeddings(List<String> texts) {
        var root = JSON.createObjectNode().put("object", "list").put("model", call.model());
        var data = root.putArray("data");
        int dimensions = call.body().path("dimensions").asInt(StubVectors.DIMENSIONS);
        for (int index = texts.size() - 1; index >= 0; index--) {
            var entry = data.addObject().put("object", "embedding").put("index", index);
            var vector = entry.putArray("embedding");
            for (float each : StubVectors.of(texts.get(index), dimensions)) {
                vector.add(each);
            }
        }
        int tokens = call.body().path("input").toString().length() / 4 + 1;
        root.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return root.toString();
    }

    /** An error that repeats prompt and key, to see whether anybody passes it on. */
    String error(String code) {
        var message =
                "the stub fails as told; you asked \"%s\" with %s %s"
                        .formatted(
                                call.lastText(),
                                call.headers().getOrDefault("authorization", ""),
                                call.headers().getOrDefault("api-key", ""));
        var root = JSON.createObjectNode();
        root.putObject("error").put("message", message).put("type", code).put("code", code);
        return root.toString();
    }

    private ObjectNode root(String object) {
        return JSON.createObjectNode()
                .put("id", "chatcmpl-" + call.number())
                .put("object", object)
                .put("created", 1_767_225_600L)
                .put("model", call.model());
    }

    private ObjectNode usage(ObjectNode root, int completionTokens) {
        root.putObject("usage")
                .put("prompt_tokens", call.promptTokens())
                .put("completion_tokens", completionTokens)
                .put("total_tokens", call.promptTokens() + completionTokens);
        return root;
    }

    private static ObjectNode toolCall(ToolCall tool, String arguments) {
        var node = JSON.createObjectNode().put("id", tool.id()).put("type", "function");
        node.putObject("function").put("name", tool.name()).put("arguments", arguments);
        return node;
    }
}
