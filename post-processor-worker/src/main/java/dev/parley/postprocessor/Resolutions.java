package dev.parley.postprocessor;

import dev.parley.conversation.Closure;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.reading.ClosureReading;
import dev.parley.conversation.turn.Resolve;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Step 7.1: ends a conversation when the customer's messages say so. Thread-safe. */
final class Resolutions {
    /** Messages read for what was said; of a longer burst the newest decide. */
    private static final int LOOKED_BACK = 20;

    private final ConversationStore store;
    private final TextReading reading;
    private final Events events;
    private final @Nullable ModelDecision decision;
    private final FaultPoints faults;

    /**
     * Makes one.
     *
     * @param decision asked where the rules leave it in doubt; null to leave it open then
     */
    Resolutions(
            ConversationStore store,
            TextReading reading,
            Events events,
            @Nullable ModelDecision decision,
            FaultPoints faults) {
        this.store = store;
        this.reading = reading;
        this.events = events;
        this.decision = decision;
        this.faults = faults;
    }

    /**
     * Looks after an answer, and resolves where it may.
     *
     * @return whether the conversation has ended by this answer's turn
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    boolean after(ConversationId id, Reply answer) throws InterruptedException {
        var closure = closure(id, answer);
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

    private @Nullable Closure closure(ConversationId id, Reply answer) throws InterruptedException {
        long after = Math.max(0, answer.through() - LOOKED_BACK);
        var messages =
                store.messages(id, after, LOOKED_BACK).stream()
                        .filter(message -> message.seq() <= answer.through())
                        .toList();
        return switch (reading(id, answer, messages)) {
            case ClosureReading.Closes closes ->
                    new Closure(
                            closes.signal().name().toLowerCase(Locale.ROOT),
                            closes.confidence(),
                            closes.words());
            case ClosureReading.Doubtful doubtful -> decided(id, answer, messages, doubtful);
            case ClosureReading.Continues _ -> null;
        };
    }

    private @Nullable Closure decided(
            ConversationId id,
            Reply answer,
            List<Message> messages,
            ClosureReading.Doubtful doubtful)
            throws InterruptedException {
        return decision == null
                ? null
                : decision.yes(AfterPrompts.ending(id, answer.turn(), messages), AfterPrompts.OVER)
                        .map(_ -> new Closure("model", ModelDecision.CONFIDENCE, doubtful.words()))
                        .orElse(null);
    }

    /** All messages the answer answers, read as an answer to what was said before. */
    private ClosureReading reading(ConversationId id, Reply answer, List<Message> messages) {
        var asked =
                messages.stream()
                        .filter(message ->
                                message.seq() > answer.from()
                                        && message.role() == Message.Role.USER)
                        .map(Message::text)
                        .toList();
        var said =
                messages.reversed().stream()
                        .filter(Resolutions::isToCustomer)
                        .findFirst()
                        .map(Message::text)
                        .orElse("");
        return reading.closure(id, asked, said);
    }

    private static boolean isToCustomer(Message message) {
        return message.role() == Message.Role.ASSISTANT
                || message.role() == Message.Role.HUMAN_AGENT;
    }

    /** Without the customer's words: events hold no message text. */
    private static Map<String, String> detail(Closure closure) {
        return Map.of(
                "reason", closure.reason(), "confidence", Double.toString(closure.confidence()));
    }
}
