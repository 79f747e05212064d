package dev.parley.postprocessor;

import dev.parley.conversation.Closure;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.turn.Resolve;
import java.util.HashMap;
import java.util.Map;

/**
 * Step 9 of the turn protocol for one committed reply: tells what the turn came to, and resolves
 * the conversation when the customer has taken leave. Idempotent: the same reply again publishes
 * its event again and changes nothing. Thread-safe.
 */
public final class PostProcessorWorker {
    private static final Closure FAREWELL = new Closure("farewell", 1, "");

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
        if (reply.kind() == Reply.Kind.ANSWER && takesLeave(id, reply)) {
            resolve(id, reply);
        }
    }

    private void resolve(ConversationId id, Reply reply) {
        var outcome = store.apply(new Resolve(id, reply.turn(), FAREWELL));
        faults.reached(FaultPoint.AFTER_RESOLVE);
        switch (outcome) {
            case Resolve.Outcome.Resolved _, Resolve.Outcome.DoneBefore _ ->
                    events.publish(
                            id, Events.Kind.RESOLVED, reply.turn(), Map.of("signal", "farewell"));
            case Resolve.Outcome.NotNow _ -> {}
        }
    }

    /** Whether the newest message the reply answers is a farewell. */
    private boolean takesLeave(ConversationId id, Reply reply) {
        return store.messages(id, reply.through() - 1, 1).stream()
                .anyMatch(message ->
                        message.seq() == reply.through()
                                && ClosingWords.isFarewell(message.text()));
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
