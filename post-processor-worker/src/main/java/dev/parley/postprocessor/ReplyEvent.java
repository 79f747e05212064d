package dev.parley.postprocessor;

import dev.parley.conversation.Closure;
import dev.parley.conversation.Events;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the world is told of a reply. Pure. */
final class ReplyEvent {
    private static final List<String> TOLD =
            List.of(
                    ReplyMetadata.SUMMARY,
                    "failures",
                    EscalationSign.REASON,
                    EscalationSign.SIGNAL,
                    EscalationSign.CONFIDENCE,
                    Notices.WORDS,
                    Notices.CAUSE);

    private ReplyEvent() {}

    static Events.Kind kind(Reply reply) {
        return switch (reply.kind()) {
            case ANSWER -> Events.Kind.ANSWERED;
            case HANDOVER -> Events.Kind.ESCALATED;
            case APOLOGY -> Events.Kind.PARKED;
            case REMINDER -> Events.Kind.REMINDED;
            case CLOSING -> Events.Kind.CLOSED;
        };
    }

    /** No message text but the summary of a hand-over. */
    static Map<String, String> detail(Reply reply) {
        var metadata = reply.metadata();
        var detail = new HashMap<String, String>();
        detail.put("path", metadata.path().name());
        detail.put("promptTokens", Integer.toString(metadata.promptTokens()));
        detail.put("completionTokens", Integer.toString(metadata.completionTokens()));
        detail.put("latencyMillis", Long.toString(metadata.latencyMillis()));
        for (var name : TOLD) {
            var value = metadata.detail().get(name);
            if (value != null) {
                detail.put(name, value);
            }
        }
        if (reply.kind() == Reply.Kind.CLOSING) {
            detail.put("reason", Closure.INACTIVITY);
            detail.put("confidence", "1.0");
        }
        return detail;
    }
}
