package dev.parley.ingest.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Conversation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of an organization's conversations, by id.
 *
 * @param next cursor of the next page; absent when this is the last one
 */
@JsonInclude(NON_NULL)
record ConversationPage(String organization, List<Summary> conversations, @Nullable String next) {

    /** A conversation without its messages. Times are the store's. */
    @JsonInclude(NON_NULL)
    record Summary(
            String conversation,
            String status,
            @Nullable String title,
            @Nullable String agent,
            String owner,
            boolean needsProcessing,
            Instant createdAt,
            Instant lastActivityAt,
            @Nullable Instant lastProcessedAt,
            @Nullable Instant endedAt) {
        static Summary of(Conversation row) {
            var timeline = row.timeline();
            return new Summary(
                    row.id().conversation(),
                    Names.of(row.status()),
                    row.profile().title(),
                    row.profile().agent(),
                    Names.of(row.ownership().owner()),
                    row.needsProcessing(),
                    timeline.createdAt(),
                    timeline.lastActivityAt(),
                    timeline.lastProcessedAt(),
                    timeline.endedAt());
        }
    }
}
