package dev.parley.testkit.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One call that the stub received.
 *
 * @param number its place among the calls, from 0
 * @param path with the query
 * @param headers by name in lower case
 * @param body what was asked
 */
public record StubCall(long number, String path, Map<String, String> headers, JsonNode body) {
    /** Whether the answer is wanted piece by piece. */
    public boolean stream() {
        return body.path("stream").asBoolean(false);
    }

    /** The last message's text, or the last of the texts to embed. */
    public String lastText() {
        if (isEmbedding()) {
            var texts = texts();
            return texts.isEmpty() ? "" : texts.getLast();
        }
        var messages = body.path("messages");
        var content = messages.path(messages.size() - 1).path("content");
        return content.isString()
                ? content.stringValue()
                : content.path(0).path("text").asString("");
    }

    /** The texts to embed; none of another call. */
    public List<String> texts() {
        var texts = new ArrayList<String>();
        for (var text : body.path("input")) {
            texts.add(text.asString());
        }
        return texts;
    }

    boolean isEmbedding() {
        return path.replaceFirst("\\?.*", "").endsWith("/embeddings");
    }

    boolean includeUsage() {
        return body.path("stream_options").path("include_usage").asBoolean(false);
    }

    /** A rough count: the stub has no tokenizer. */
    int promptTokens() {
        return body.path("messages").toString().length() / 4 + 1;
    }

    boolean isDeployment() {
        return path.startsWith("/openai/deployments/");
    }

    String model() {
        return isDeployment() ? path.split("/")[3] : body.path("model").asString("");
    }
}
