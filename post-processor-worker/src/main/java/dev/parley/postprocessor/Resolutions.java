package dev.parley.postprocessor;

import dev.parley.conversation.Closure;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Reply;
import dev.parley.conversation.turn.Resolve;
import java.util.Map;
import java.util.Optional;

/** Step 7.1: ends a conversation when the customer has taken leave. Thread-safe. */
final class Resolutions {
    private final ConversationStore store;
    private final Events events;
    private final FaultPoints faults;

    Resolutions(ConversationStore store, Events events, FaultPoints faults) {
        this.store = store;
        this.events = events;
        this.faults = faults;
    }

    /**
     * Looks after an answer, and resolves where it may.
     *
     * @return whether the conversation has ended by this answer's turn
     */
    boolean after(ConversationId id, Reply answer) {
        var closure = closure(id, answer).orElse(null);
        if (closure == null) {
            return false;
        }
        var outcome = store.apply(new Resolve(id, answer.turn(), closure));
        faults.reached(FaultPoint.AFTER_RESOLVE);
        return switch (outcome) {
            case Resolve.Outcome.Resolved _, Resolve.Outcome.DoneBefore _ -> {
                events.publish(id, Events.Kind.RESOLVED, answer.turn(), detail(closure));
                yield true;
            }
            case Resolve.Outcome.NotNow _ -> false;
        };
    }

    /** How the newest message that the answer answers ends the matter, if it does. */
    private Optional<Closure> closure(ConversationId id, Reply answer) {
        return store.messages(id, answer.through() - 1, 1).stream()
                .filter(message ->
                        message.seq() == answer.through()
                                && ClosingWords.isFarewell(message.text()))
                .map(message -> new Closure("farewell", 1, message.text().strip()))
                .findFirst();
    }

    /** Without the customer's words: events hold no message text. */
    private static Map<String, String> detail(Closure closure) {
        return Map.of(
                "reason",
                closure.reason(),
                "signal",
                closure.reason(),
                "confidence",
                Double.toString(closure.confidence()));
    }
}
