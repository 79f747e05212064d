package dev.parley.postprocessor;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.reading.ClosureReading;
import dev.parley.conversation.turn.Resolve;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Step 9 of the turn protocol for one committed reply: tells what the turn came to, and resolves
 * the conversation when the customer has taken leave. Idempotent: the same reply again publishes
 * its event again and changes nothing. Thread-safe.
 */
public final class PostProcessorWorker {
    /** Messages read for what was said; of a longer burst the newest decide. */
    private static final int LOOKED_BACK = 20;

    private final ConversationStore store;
    private final Events events;
    private final FaultPoints faults;

    PostProcessorWorker(ConversationStore store, Events events, FaultPoints faults) {
        this.store = store;
        this.events = events;
        this.faults = faults;
    }

    /** Does what follows a reply. */
    public void process(ConversationId id, Reply reply) {
        events.publish(id, kind(reply), reply.turn(), detail(reply));
        faults.reached(FaultPoint.AFTER_EVENT);
        if (reply.kind() == Reply.Kind.ANSWER
                && reading(id, reply) instanceof ClosureReading.Closes closes) {
            resolve(id, reply, closes);
        }
    }

    private void resolve(ConversationId id, Reply reply, ClosureReading.Closes closes) {
        var outcome = store.apply(new Resolve(id, reply.turn()));
        faults.reached(FaultPoint.AFTER_RESOLVE);
        switch (outcome) {
            case Resolve.Outcome.Resolved _, Resolve.Outcome.DoneBefore _ ->
                    events.publish(id, Events.Kind.RESOLVED, reply.turn(), detail(closes));
            case Resolve.Outcome.NotNow _ -> {}
        }
    }

    /** Step 7.1: all messages the reply answers, read as an answer to what was said before. */
    private ClosureReading reading(ConversationId id, Reply reply) {
        long after = Math.max(0, reply.through() - LOOKED_BACK);
        var messages =
                store.messages(id, after, LOOKED_BACK).stream()
                        .filter(message -> message.seq() <= reply.through())
                        .toList();
        var asked =
                messages.stream()
                        .filter(message ->
                                message.seq() > reply.from() && message.role() == Message.Role.USER)
                        .map(Message::text)
                        .collect(Collectors.joining("\n"));
        var said =
                messages.reversed().stream()
                        .filter(PostProcessorWorker::isToCustomer)
                        .findFirst()
                        .map(Message::text)
                        .orElse("");
        return ClosureReading.of(asked, said, List.of());
    }

    private static boolean isToCustomer(Message message) {
        return message.role() == Message.Role.ASSISTANT
                || message.role() == Message.Role.HUMAN_AGENT;
    }

    private static Map<String, String> detail(ClosureReading.Closes closes) {
        return Map.of(
                "signal", closes.signal().name().toLowerCase(Locale.ROOT),
                "words", closes.words(),
                "confidence", Double.toString(closes.confidence()));
    }

    private static Events.Kind kind(Reply reply) {
        return switch (reply.kind()) {
            case ANSWER -> Events.Kind.ANSWERED;
            case HANDOVER -> Events.Kind.ESCALATED;
            case APOLOGY -> Events.Kind.PARKED;
            case REMINDER -> Events.Kind.REMINDED;
            case CLOSING -> Events.Kind.CLOSED;
        };
    }

    private static Map<String, String> detail(Reply reply) {
        var metadata = reply.metadata();
        var detail = new HashMap<String, String>();
        detail.put("path", metadata.path().name());
        detail.put("promptTokens", Integer.toString(metadata.promptTokens()));
        detail.put("completionTokens", Integer.toString(metadata.completionTokens()));
        detail.put("latencyMillis", Long.toString(metadata.latencyMillis()));
        var summary = metadata.detail().get(ReplyMetadata.SUMMARY);
        if (summary != null) {
            detail.put(ReplyMetadata.SUMMARY, summary);
        }
        return detail;
    }
}
