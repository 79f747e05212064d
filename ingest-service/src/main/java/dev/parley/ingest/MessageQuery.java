package dev.parley.ingest;

import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names a message by its id.
 *
 * @param conversation where it is; null when the id alone is to be looked for
 */
public record MessageQuery(String organization, @Nullable String conversation, String message) {
    /** Those of the traces that are meant. */
    List<MessageTrace> among(List<MessageTrace> traces) {
        return conversation == null
                ? traces
                : traces.stream()
                        .filter(trace ->
                                trace.conversation().id().conversation().equals(conversation))
                        .toList();
    }

    /** Tells whether waiting longer can change the answer in a way the caller waits for. */
    static boolean isSettled(List<MessageTrace> traces) {
        return traces.size() > 1
                || traces.stream()
                        .anyMatch(trace ->
                                trace.disposition() != null
                                        || trace.message().role() != Message.Role.USER);
    }
}
