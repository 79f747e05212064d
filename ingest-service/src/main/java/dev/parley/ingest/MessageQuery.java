package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names a message by its id.
 *
 * @param conversation where it is; null when the id alone is to be looked for
 */
public record MessageQuery(String organization, @Nullable String conversation, String message) {
    private static final Comparator<MessageTrace> CUSTOMERS_FIRST =
            Comparator.comparing(trace -> !isCustomers(trace));

    /** The traces by conversation, in order, the customer's messages of each first. */
    public static List<List<MessageTrace>> byConversation(List<MessageTrace> traces) {
        var found = new LinkedHashMap<ConversationId, List<MessageTrace>>();
        for (var trace : traces) {
            found.computeIfAbsent(trace.conversation().id(), _ -> new ArrayList<>()).add(trace);
        }
        found.values().forEach(same -> same.sort(CUSTOMERS_FIRST));
        return List.copyOf(found.values());
    }

    /** Tells whether waiting longer can change the answer in a way the caller waits for. */
    static boolean isSettled(List<MessageTrace> traces) {
        var found = byConversation(traces);
        return found.size() > 1 || (found.size() == 1 && isEnd(found.getFirst().getFirst()));
    }

    private static boolean isEnd(MessageTrace trace) {
        return switch (trace.message().role()) {
            case USER -> trace.disposition() != null;
            case HUMAN_AGENT -> false; // a customer's with this id may be on its way
            case ASSISTANT, SYSTEM -> true;
        };
    }

    private static boolean isCustomers(MessageTrace trace) {
        return trace.message().role() == Message.Role.USER;
    }
}
