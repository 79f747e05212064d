package dev.parley.ingest.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Closure;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.Participant;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Turn;
import dev.parley.ingest.StreamPosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a client sees it.
 *
 * @param continuedIn the conversation that took its place, when it was over for good
 * @param messages the newest ones, in order
 * @param position what a stream's {@code Last-Event-ID} is to be to go on after this view
 */
@JsonInclude(NON_NULL)
record ConversationView(
        String organization,
        String conversation,
        String status,
        @Nullable String title,
        @Nullable String agent,
        @Nullable String playbook,
        String owner,
        boolean needsProcessing,
        @Nullable OpenTurn openTurn,
        @Nullable Instant endedAt,
        @Nullable End closure,
        @Nullable String continuedIn,
        List<Entry> messages,
        String position)
        implements ShownConversation {

    /** How it ended. */
    record End(String reason, double confidence, String signal) {
        private static End of(Closure closure) {
            return new End(closure.reason(), closure.confidence(), closure.signal());
        }
    }

    /** The turn at work. */
    record OpenTurn(long number, String phase, int attempt, int failures, Instant leaseUntil) {
        private static OpenTurn of(Turn turn) {
            return new OpenTurn(
                    turn.number(),
                    Names.of(turn.phase()),
                    turn.attempt(),
                    turn.failures(),
                    turn.leaseUntil());
        }
    }

    /** A message. */
    @JsonInclude(NON_NULL)
    record Entry(
            long seq,
            String id,
            String role,
            Author author,
            String text,
            @Nullable Instant sentAt,
            Instant storedAt,
            @Nullable Origin metadata) {
        static Entry of(Message message, @Nullable Reply reply) {
            return new Entry(
                    message.seq(),
                    message.id(),
                    Names.of(message.role()),
                    Author.of(message.author()),
                    message.text(),
                    message.sentAt(),
                    message.storedAt(),
                    reply == null ? null : Origin.of(reply));
        }
    }

    /** Who wrote a message. */
    @JsonInclude(NON_NULL)
    record Author(String id, @Nullable String name) {
        private static Author of(Participant author) {
            return new Author(author.id(), author.name());
        }
    }

    /** How a reply came to be, and how far its delivery has come. */
    @JsonInclude(NON_NULL)
    record Origin(
            long turn,
            String kind,
            String path,
            @Nullable String agent,
            @Nullable String playbook,
            @Nullable String model,
            int promptTokens,
            int completionTokens,
            long latencyMillis,
            Map<String, String> detail,
            String delivery) {
        private static Origin of(Reply reply) {
            var metadata = reply.metadata();
            return new Origin(
                    reply.turn(),
                    Names.of(reply.kind()),
                    Names.of(metadata.path()),
                    metadata.agent(),
                    metadata.playbook(),
                    metadata.model(),
                    metadata.promptTokens(),
                    metadata.completionTokens(),
                    metadata.latencyMillis(),
                    Names.sorted(metadata.detail()),
                    Names.of(reply.delivery().phase()));
        }
    }

    /**
     * Puts together what the store keeps.
     *
     * @param continuedIn the conversation that took its place, if one did
     * @param replies those that belong to the messages; others are left out
     */
    static ConversationView of(
            Conversation row,
            @Nullable ConversationId continuedIn,
            List<Message> messages,
            List<Reply> replies) {
        var bySeq = replies.stream().collect(Collectors.toMap(Reply::seq, Function.identity()));
        var profile = row.profile();
        var turn = row.turn();
        var closure = row.closure();
        // A message may be newer than the row; its reply must not come once more.
        long shown =
                messages.stream()
                        .map(message -> bySeq.get(message.seq()))
                        .filter(Objects::nonNull)
                        .mapToLong(Reply::outSeq)
                        .reduce(row.lastOutSeq(), Math::max);
        return new ConversationView(
                row.id().organization(),
                row.id().conversation(),
                Names.of(row.status()),
                profile.title(),
                profile.agent(),
                profile.playbook(),
                Names.of(row.ownership().owner()),
                row.needsProcessing(),
                turn == null ? null : OpenTurn.of(turn),
                row.timeline().endedAt(),
                closure == null ? null : End.of(closure),
                continuedIn == null ? null : continuedIn.conversation(),
                messages.stream()
                        .map(message -> Entry.of(message, bySeq.get(message.seq())))
                        .toList(),
                StreamPosition.of(row, shown).toString());
    }
}
