package dev.parley.ingest.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Backlog;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageTrace;
import dev.parley.conversation.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Why a message is where it is.
 *
 * @param seq its position in the conversation; 0 while it is not stored
 * @param stage accepted while it is on its way to the store, stored from then on
 * @param onItsWay where it is while it is not stored
 * @param disposition answered, merged, human, ignored or parked; null while it is open
 * @param turn number of the turn that decided it, or is at work on it
 * @param mergedInto id of the later message that was answered by the same reply
 * @param steps what led there, in order
 * @param sameId other messages of the conversation with the same id, a person's for example; absent
 *     when there are none
 */
@JsonInclude(NON_NULL)
record Explanation(
        String organization,
        String conversation,
        String message,
        long seq,
        String stage,
        @Nullable Underway onItsWay,
        @JsonInclude(ALWAYS) @Nullable String disposition,
        @Nullable Long turn,
        @Nullable String mergedInto,
        @Nullable String reason,
        @Nullable Instant disposedAt,
        @Nullable Answer reply,
        List<Step> steps,
        @Nullable List<Namesake> sameId) {

    /**
     * Where a message is that was accepted and is not stored yet.
     *
     * @param recordsBefore how many records may be taken up before it
     * @param oldestAt when the first of them was accepted
     */
    record Underway(
            String topic, int partition, long offset, long recordsBefore, Instant oldestAt) {}

    /** Another message with the same id, and who wrote it. */
    record Namesake(long seq, String role, String author) {
        private static Namesake of(Message message) {
            return new Namesake(message.seq(), Names.of(message.role()), message.author().id());
        }
    }

    /** The reply of the turn that decided it. */
    @JsonInclude(NON_NULL)
    record Answer(
            String message,
            String kind,
            String text,
            String path,
            @Nullable String model,
            Instant committedAt,
            String delivery,
            Map<String, String> detail) {
        private static Answer of(Reply reply) {
            var metadata = reply.metadata();
            return new Answer(
                    reply.messageId(),
                    Names.of(reply.kind()),
                    reply.text(),
                    Names.of(metadata.path()),
                    metadata.model(),
                    reply.committedAt(),
                    Names.of(reply.delivery().phase()),
                    Names.sorted(metadata.detail()));
        }
    }

    /**
     * One step.
     *
     * @param at when it happened or, for what is still to come, will; absent where nothing tells
     */
    @JsonInclude(NON_NULL)
    record Step(@Nullable Instant at, String what) {}

    /**
     * Explains a message.
     *
     * @param carrier the message at {@link #mergedInto(MessageTrace)}, if there is such a position
     * @param sameId other messages of the conversation with its id
     */
    static Explanation of(MessageTrace trace, @Nullable Message carrier, List<Message> sameId) {
        var id = trace.conversation().id();
        var message = trace.message();
        boolean inbound = message.role() == Message.Role.USER;
        var disposition = inbound ? trace.disposition() : null;
        var reply = disposition == null ? null : trace.reply();
        return new Explanation(
                id.organization(),
                id.conversation(),
                message.id(),
                message.seq(),
                "stored",
                null,
                disposition == null ? null : fate(disposition, message.seq()),
                turn(trace, disposition),
                carrier == null ? null : carrier.id(),
                reason(inbound, disposition),
                disposition == null ? null : disposition.at(),
                reply == null ? null : Answer.of(reply),
                ExplanationSteps.of(trace),
                sameId.isEmpty() ? null : sameId.stream().map(Namesake::of).toList());
    }

    /** Explains a message that was accepted and is not stored yet. */
    static Explanation of(String message, Backlog.Waiting waiting) {
        return new Explanation(
                waiting.conversation().organization(),
                waiting.conversation().conversation(),
                message,
                0,
                "accepted",
                new Underway(
                        waiting.topic(),
                        waiting.partition(),
                        waiting.offset(),
                        waiting.before(),
                        waiting.oldest()),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new Step(waiting.at(), what(waiting))),
                null);
    }

    private static String what(Backlog.Waiting waiting) {
        return "accepted, and not taken up yet: record %d of %s-%d, %d before it, the oldest of %s"
                .formatted(
                        waiting.offset(),
                        waiting.topic(),
                        waiting.partition(),
                        waiting.before(),
                        waiting.oldest());
    }

    /** Position of the later message that was answered by the same reply; empty unless merged. */
    static OptionalLong mergedInto(MessageTrace trace) {
        var disposition = trace.disposition();
        return disposition != null
                        && trace.message().role() == Message.Role.USER
                        && isMerged(disposition, trace.message().seq())
                ? OptionalLong.of(disposition.through())
                : OptionalLong.empty();
    }

    private static String fate(Disposition disposition, long seq) {
        return isMerged(disposition, seq) ? "merged" : Names.of(disposition.kind());
    }

    /**
     * The last message of an answered range is the one the reply answers; the others came along.
     */
    static boolean isMerged(Disposition disposition, long seq) {
        return disposition.kind() == Disposition.Kind.ANSWERED && seq < disposition.through();
    }

    private static @Nullable Long turn(MessageTrace trace, @Nullable Disposition disposition) {
        if (disposition != null) {
            return disposition.turn();
        }
        var open = trace.conversation().turn();
        return open != null && open.covers(trace.message().seq()) ? open.number() : null;
    }

    private static @Nullable String reason(boolean inbound, @Nullable Disposition disposition) {
        if (!inbound) {
            return "not a customer's message: it wants no answer";
        }
        return disposition == null ? null : disposition.reason();
    }
}
