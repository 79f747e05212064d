package dev.parley.model.completions;

import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelAnswer.Finish;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers an answer from its pieces, or from one that is whole, and judges it in the end. Not
 * thread-safe.
 */
public final class Completion {
    private final StringBuilder text = new StringBuilder();
    private final ToolCallPieces toolCalls = new ToolCallPieces();
    private @Nullable String finish;
    private boolean refused;
    private String model;
    private int promptTokens;
    private int completionTokens;

    /**
     * Starts empty.
     *
     * @param model what the model is called until it says so itself
     */
    public Completion(String model) {
        this.model = model;
    }

    /** The next piece of text. */
    public void text(String piece) {
        text.append(piece);
    }

    /**
     * The next piece of a tool call.
     *
     * @param index which call of the answer; absent when the SDK does not tell, then an id starts a
     *     new call and a piece without one belongs to the newest
     */
    public void toolCall(
            @Nullable Long index,
            @Nullable String id,
            @Nullable String name,
            @Nullable String arguments) {
        toolCalls.add(index, id, name, arguments);
    }

    /** Why the model stopped, as it says. */
    public void finish(String reason) {
        finish = reason;
    }

    /** The model said why it does not answer. */
    public void refused() {
        refused = true;
    }

    /** What the model calls itself. */
    public void model(@Nullable String name) {
        if (name != null && !name.isBlank()) {
            model = name;
        }
    }

    /** What the model counted. */
    public void usage(long prompt, long completion) {
        promptTokens = Math.clamp(prompt, 0, Integer.MAX_VALUE);
        completionTokens = Math.clamp(completion, 0, Integer.MAX_VALUE);
    }

    /**
     * The answer, now that nothing more comes.
     *
     * @throws ModelException when it was filtered or refused, cut before a finish reason, or empty
     */
    public ModelAnswer answer() throws ModelException {
        if (refused || "content_filter".equals(finish)) {
            throw Failures.rejected("the model refuses to answer, or a filter stopped its answer");
        }
        if (finish == null) {
            throw Failures.broken("the answer ended without a finish reason");
        }
        var calls = toolCalls.all();
        var why = reason(finish, calls);
        if (text.toString().isBlank() && calls.isEmpty()) {
            throw Failures.broken("the answer is empty");
        }
        return new ModelAnswer(
                text.toString(),
                calls,
                why,
                model,
                promptTokens,
                completionTokens,
                false,
                Map.of());
    }

    private static Finish reason(String finish, List<ToolCall> calls) throws ModelException {
        return switch (finish) {
            case "length" -> Finish.LENGTH;
            case "stop", "tool_calls", "function_call" ->
                    calls.isEmpty() ? withoutCalls(finish) : Finish.TOOL_CALLS;
            default -> throw Failures.broken("the answer ended for a reason we do not know");
        };
    }

    private static Finish withoutCalls(String finish) throws ModelException {
        if (!finish.equals("stop")) {
            throw Failures.broken("the answer stops for tool calls but names none");
        }
        return Finish.STOP;
    }

    /** The tool calls of one answer, in the making. */
    private static final class ToolCallPieces {
        private final List<Piece> pieces = new ArrayList<>();

        void add(
                @Nullable Long index,
                @Nullable String id,
                @Nullable String name,
                @Nullable String arguments) {
            var piece = piece(index, id);
            piece.id = id == null || id.isEmpty() ? piece.id : id;
            piece.name = name == null || name.isEmpty() ? piece.name : name;
            piece.arguments.append(arguments == null ? "" : arguments);
        }

        private Piece piece(@Nullable Long index, @Nullable String id) {
            for (var piece : pieces) {
                if (index != null && index.equals(piece.index)) {
                    return piece;
                }
            }
            boolean continues = index == null && (id == null || id.isEmpty());
            if (!continues || pieces.isEmpty()) {
                pieces.add(new Piece(index));
            }
            return pieces.getLast();
        }

        List<ToolCall> all() throws ModelException {
            var calls = new ArrayList<ToolCall>();
            for (var piece : pieces) {
                if (piece.name.isEmpty()) {
                    throw Failures.broken("a tool call names no tool");
                }
                // Some compatible servers give calls no id: their place tells them apart.
                var id = piece.id.isEmpty() ? "call-" + calls.size() : piece.id;
                calls.add(new ToolCall(id, piece.name, piece.json()));
            }
            return calls;
        }
    }

    private static final class Piece {
        private final @Nullable Long index;
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        Piece(@Nullable Long index) {
            this.index = index;
        }

        String json() {
            return arguments.isEmpty() ? "{}" : arguments.toString();
        }
    }
}
