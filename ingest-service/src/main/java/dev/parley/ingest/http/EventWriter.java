package dev.parley.ingest.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.LiveText;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.ingest.StreamEvent;
import dev.parley.ingest.StreamPosition;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes server-sent events. Every method returns when the bytes are with the system, and throws
 * when the client has gone or has taken none for the connection's time limit.
 */
final class EventWriter {
    /** How long a client waits before it comes back, milliseconds. */
    private static final String BEGIN = "retry: 2000\n\n";

    private static final String KEEP_ALIVE = ":\n\n";

    private final OutputStream out;
    private final JsonMapper json;
    private final boolean forCustomer;

    /**
     * Writes to a response.
     *
     * @param forCustomer whether only what customers may see is told
     */
    EventWriter(HttpServletResponse response, JsonMapper json, boolean forCustomer)
            throws IOException {
        this.out = response.getOutputStream();
        this.json = json;
        this.forCustomer = forCustomer;
    }

    /** Where a conversation stands, besides its messages. */
    @JsonInclude(NON_NULL)
    record Standing(String status, String owner, boolean needsProcessing, @Nullable String title) {
        private static Standing of(Conversation row) {
            return new Standing(
                    Names.of(row.status()),
                    Names.of(row.ownership().owner()),
                    row.needsProcessing(),
                    row.profile().title());
        }
    }

    /**
     * A piece of a reply that is being written.
     *
     * @param index where it begins in the attempt's text, in UTF-16 units
     */
    record Token(long turn, int attempt, int index, String text) {
        private static Token of(LiveText.Piece piece) {
            return new Token(piece.turn(), piece.attempt(), piece.index(), piece.text());
        }
    }

    /** Lets the client know that the stream has begun. */
    void begin() throws IOException {
        flush(BEGIN);
    }

    /** Writes the events, or a sign of life when there are none. */
    void write(List<StreamEvent> events) throws IOException {
        if (events.isEmpty()) {
            flush(KEEP_ALIVE);
            return;
        }
        var text = new StringBuilder();
        for (var event : events) {
            text.append(text(event));
        }
        flush(text.toString());
    }

    private String text(StreamEvent event) {
        return switch (event) {
            case StreamEvent.Replied(var message, var reply, var position) ->
                    event("reply", position, entry(message, reply));
            case StreamEvent.StandingChanged(var row, var position) ->
                    event("status", position, standing(row));
            case StreamEvent.Written(var piece) -> event("token", null, Token.of(piece));
        };
    }

    private Record entry(Message message, Reply reply) {
        return forCustomer
                ? CustomerView.Entry.of(message)
                : ConversationView.Entry.of(message, reply);
    }

    private Record standing(Conversation row) {
        return forCustomer ? new CustomerView.Standing(Names.of(row.status())) : Standing.of(row);
    }

    private String event(String name, @Nullable StreamPosition id, Object data) {
        var line = id == null ? "" : "id: " + id + "\n";
        return "event: %s\n%sdata: %s\n\n".formatted(name, line, json.writeValueAsString(data));
    }

    private void flush(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
