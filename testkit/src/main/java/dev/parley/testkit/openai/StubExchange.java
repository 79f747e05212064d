package dev.parley.testkit.openai;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Answers one call as the reply says. One thread uses it. */
final class StubExchange {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final StubConnection connection;
    private final StubCall call;
    private final StubReply reply;
    private final CompletionJson json;
    private final List<ObjectNode> deltas;
    private int tokens;

    StubExchange(StubConnection connection, StubCall call, StubReply reply) {
        this.connection = connection;
        this.call = call;
        this.reply = reply;
        json = new CompletionJson(call, reply);
        deltas = json.deltas();
    }

    /** Tokens sent so far. */
    int tokens() {
        return tokens;
    }

    /**
     * Sends the answer.
     *
     * @return whether the connection can serve another call
     */
    boolean answer() throws IOException {
        connection.rest(reply.latency());
        var failure = reply.failure();
        if (failure != null && failure.status() != 200) {
            body(failure.status(), json.error(failure.code()));
            return true;
        }
        if (failure == StubFailure.RESET_BEFORE_HEADERS) {
            connection.reset();
            return false;
        }
        if (call.isEmbedding()) {
            return embeddings(failure);
        }
        return call.stream() ? stream(failure) : plain(failure);
    }

    private boolean embeddings(@Nullable StubFailure failure) throws IOException {
        var whole = json.embeddings(call.texts());
        switch (failure) {
            case ERROR_EVENT -> body(200, json.error("server_error"));
            case EMPTY -> body(200, json.embeddings(List.of()));
            case GARBAGE -> body(200, whole.substring(0, whole.length() / 2));
            case RESET_MIDWAY -> {
                return brokenOff(whole);
            }
            case null, default -> body(200, whole);
        }
        return true;
    }

    private boolean plain(@Nullable StubFailure failure) throws IOException {
        tokens = sentBefore(failure);
        switch (failure) {
            case ERROR_EVENT -> body(200, json.error("server_error"));
            case EMPTY -> body(200, json.whole("", "stop", 0));
            case ANSWER_FILTERED -> body(200, json.whole(reply.text(), "content_filter", tokens));
            case NO_FINISH, NO_FINISH_NO_DONE -> body(200, json.whole(reply.text(), null, tokens));
            case GARBAGE -> {
                var whole = json.whole(reply.text(), reply.finish(), tokens);
                body(200, whole.substring(0, whole.length() - 9));
            }
            case RESET_MIDWAY -> {
                return brokenOff(json.whole(reply.text(), reply.finish(), tokens));
            }
            case null, default -> body(200, json.whole(reply.text(), reply.finish(), tokens));
        }
        return true;
    }

    private boolean brokenOff(String whole) throws IOException {
        connection.head(200, JSON, reply.headers(), whole.length() * 4);
        connection.write(whole.substring(0, whole.length() / 2));
        connection.flush();
        connection.reset();
        return false;
    }

    private void body(int status, String body) throws IOException {
        int length = body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        connection.head(status, JSON, reply.headers(), length);
        connection.write(body);
        connection.flush();
    }

    private boolean stream(@Nullable StubFailure failure) throws IOException {
        connection.head(200, EVENTS, reply.headers(), -1);
        if (call.isDeployment()) {
            event(json.chunk(null, null).toString());
        }
        event(json.chunk(CompletionJson.JSON.createObjectNode().put("role", "assistant"), null));
        int end = sentBefore(failure);
        for (var delta : deltas.subList(0, end)) {
            event(json.chunk(delta, null));
            tokens++;
            if (!reply.pace().isZero()) {
                connection.flush();
                connection.rest(reply.pace());
            }
        }
        if (failure == StubFailure.RESET_MIDWAY) {
            connection.flush();
            connection.reset();
            return false;
        }
        ending(failure);
        connection.chunk("");
        connection.flush();
        return true;
    }

    private void ending(@Nullable StubFailure failure) throws IOException {
        switch (failure) {
            case ERROR_EVENT -> event(json.error("server_error"));
            case GARBAGE -> event("{\"choices\":[{\"delta\":{\"content\":\"" + call.lastText());
            case NO_FINISH -> event("[DONE]");
            case NO_FINISH_NO_DONE -> {}
            case ANSWER_FILTERED -> finish("content_filter");
            case null, default -> finish(reply.finish());
        }
    }

    private void finish(String reason) throws IOException {
        event(json.chunk(CompletionJson.JSON.createObjectNode(), reason));
        if (call.includeUsage()) {
            event(json.usageChunk(tokens));
        }
        event("[DONE]");
    }

    private void event(ObjectNode data) throws IOException {
        event(data.toString());
    }

    private void event(String data) throws IOException {
        connection.chunk("data: " + data + "\n\n");
    }

    /** How many pieces a call sends that fails this way. */
    private int sentBefore(@Nullable StubFailure failure) {
        return switch (failure) {
            case RESET_MIDWAY, ERROR_EVENT, GARBAGE, ANSWER_FILTERED -> deltas.size() / 2;
            case EMPTY -> 0;
            case null, default -> deltas.size();
        };
    }
}
