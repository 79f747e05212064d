package dev.parley.conversation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ids of events, 32 hexadecimal digits: the same for an event that is told again, by whichever
 * process, and another one for each other event. They follow from the conversation, the kind, the
 * turn and those facts that tell events of one turn, or of none, apart.
 */
public final class EventIds {
    private static final int BYTES = 16;

    private EventIds() {}

    /**
     * The id of an event.
     *
     * @throws IllegalArgumentException when a fact is missing that tells it apart from others
     */
    public static String of(
            ConversationId conversation,
            Events.Kind kind,
            @Nullable Long turn,
            Map<String, String> detail) {
        var facts =
                tellingApart(kind).stream()
                        .map(name -> fact(kind, name, detail))
                        .collect(Collectors.joining("\n"));
        // Line breaks occur in none of the parts.
        var parts = List.of(conversation.toString(), kind.name(), String.valueOf(turn), facts);
        return Sha256.of(String.join("\n", parts)).hex(BYTES);
    }

    private static List<String> tellingApart(Events.Kind kind) {
        return switch (kind) {
            // Once in a conversation, or once in a turn.
            case OPENED,
                    ASSIGNED,
                    ANSWERED,
                    PARKED,
                    ESCALATED,
                    RESOLVED,
                    REMINDED,
                    CLOSED,
                    ERASED ->
                    List.of();
            case REOPENED -> List.of("seq");
            case TAKEN_OVER, RETURNED -> List.of("epoch");
            case TITLED -> List.of("occasion");
            case SENT -> List.of("outcome", "attempt");
        };
    }

    private static String fact(Events.Kind kind, String name, Map<String, String> detail) {
        var fact = detail.get(name);
        if (fact == null) {
            throw new IllegalArgumentException(
                    "an event %s tells its %s, so that it is known again".formatted(kind, name));
        }
        return fact;
    }
}
