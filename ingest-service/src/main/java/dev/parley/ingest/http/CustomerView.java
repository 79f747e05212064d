package dev.parley.ingest.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as its customer sees it: what was said, by whom and when, and nothing of how an
 * answer came to be.
 *
 * @param continuedIn the conversation that took its place, when it was over for good
 * @param messages the newest ones, in order
 * @param position what a stream's {@code Last-Event-ID} is to be to go on after this view
 */
@JsonInclude(NON_NULL)
record CustomerView(
        String conversation,
        String status,
        @Nullable Instant endedAt,
        @Nullable String continuedIn,
        List<Entry> messages,
        String position)
        implements ShownConversation {

    /**
     * A message.
     *
     * @param author a name to show
     */
    @JsonInclude(NON_NULL)
    record Entry(
            long seq,
            String id,
            String role,
            @Nullable String author,
            String text,
            @Nullable Instant sentAt,
            Instant storedAt) {
        static Entry of(Message message) {
            return new Entry(
                    message.seq(),
                    message.id(),
                    Names.of(message.role()),
                    message.author().name(),
                    message.text(),
                    message.sentAt(),
                    message.storedAt());
        }
    }

    /** Where it stands. */
    record Standing(String status) {}

    /** What of the whole a customer may see. Notes of the system are not for customers. */
    static CustomerView of(ConversationView whole, List<Message> messages) {
        return new CustomerView(
                whole.conversation(),
                whole.status(),
                whole.endedAt(),
                whole.continuedIn(),
                messages.stream()
                        .filter(message -> message.role() != Message.Role.SYSTEM)
                        .map(Entry::of)
                        .toList(),
                whole.position());
    }
}
