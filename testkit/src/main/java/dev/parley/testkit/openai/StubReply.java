package dev.parley.testkit.openai;

import dev.parley.conversation.model.ToolCall;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the stub answers one call.
 *
 * @param text what the model says
 * @param toolCalls what the model wants called
 * @param finish the finish reason on the wire
 * @param failure how the call fails; absent if it does not
 * @param headers headers besides the usual ones
 * @param latency time before the first byte
 * @param pace time between two pieces of a stream
 */
public record StubReply(
        String text,
        List<ToolCall> toolCalls,
        String finish,
        @Nullable StubFailure failure,
        Map<String, String> headers,
        Duration latency,
        Duration pace) {
    public StubReply {
        toolCalls = List.copyOf(toolCalls);
        headers = Map.copyOf(headers);
    }

    /** Says this and stops. */
    public static StubReply text(String text) {
        return new StubReply(text, List.of(), "stop", null, Map.of(), Duration.ZERO, Duration.ZERO);
    }

    /** Says nothing and asks for these calls. */
    public static StubReply toolCalls(ToolCall... calls) {
        return new StubReply(
                "", List.of(calls), "tool_calls", null, Map.of(), Duration.ZERO, Duration.ZERO);
    }

    /** Repeats the last message. */
    public static StubReply echo(StubCall call) {
        return text("You said: " + call.lastText());
    }

    /** The same answer under another finish reason. */
    public StubReply finishing(String reason) {
        return new StubReply(text, toolCalls, reason, failure, headers, latency, pace);
    }

    /** The same answer, failing this way. */
    public StubReply failing(StubFailure way) {
        return new StubReply(text, toolCalls, finish, way, headers, latency, pace);
    }

    /** The same with one more header. */
    public StubReply header(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new StubReply(text, toolCalls, finish, failure, more, latency, pace);
    }

    /** The same after this time. */
    public StubReply after(Duration time) {
        return new StubReply(text, toolCalls, finish, failure, headers, time, pace);
    }

    /** The same with this time between two pieces of a stream. */
    public StubReply paced(Duration time) {
        return new StubReply(text, toolCalls, finish, failure, headers, latency, time);
    }
}
