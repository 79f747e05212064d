package dev.parley.ingest.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.TopicRetention;
import dev.parley.ingest.ErasedConversations;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is left of what was erased.
 *
 * @param conversation the one that was asked for; absent for many
 * @param customer whose they were, if that was asked for
 * @param successors conversations that took its place, and are erased with it; absent without any
 * @param conversations how many are erased, those included that were before
 * @param erasedAt when the first of them was; absent when there was none
 * @param messages how many messages there were, of any author
 * @param replies how many of them were replies
 * @param shared conversations that stay, because other customers wrote in them too; absent without
 *     any
 * @param complete whether nothing is left to do; otherwise ask once more
 * @param topicsForgetBy when the last topic that holds some of it has forgotten it
 */
@JsonInclude(NON_NULL)
record ErasureReceipt(
        String organization,
        @Nullable String conversation,
        @Nullable String customer,
        @Nullable List<String> successors,
        long conversations,
        @Nullable Instant erasedAt,
        long messages,
        long replies,
        @Nullable List<String> shared,
        boolean complete,
        @Nullable Instant topicsForgetBy) {

    /** Of a conversation. */
    static ErasureReceipt of(ConversationId id, ErasedConversations erased, TopicRetention topics) {
        var successors =
                erased.rows().stream()
                        .map(Conversation::id)
                        .filter(row -> !row.equals(id))
                        .map(ConversationId::conversation)
                        .toList();
        return of(id.organization(), id.conversation(), null, successors, erased, topics);
    }

    /** Of many, be they a customer's or all. */
    static ErasureReceipt of(
            String organization,
            @Nullable String customer,
            ErasedConversations erased,
            TopicRetention topics) {
        return of(organization, null, customer, List.of(), erased, topics);
    }

    private static ErasureReceipt of(
            String organization,
            @Nullable String conversation,
            @Nullable String customer,
            List<String> successors,
            ErasedConversations erased,
            TopicRetention topics) {
        var moments = erased.rows().stream().map(ErasureReceipt::erasedAt).toList();
        return new ErasureReceipt(
                organization,
                conversation,
                customer,
                presentOrNull(successors),
                erased.rows().size(),
                moments.isEmpty() ? null : moments.getFirst(),
                erased.messages(),
                erased.replies(),
                presentOrNull(erased.shared().stream().map(ConversationId::conversation).toList()),
                erased.isComplete(),
                moments.stream()
                        .max(Comparator.naturalOrder())
                        .map(last -> last.plus(topics.longest()))
                        .orElse(null));
    }

    private static @Nullable List<String> presentOrNull(List<String> names) {
        return names.isEmpty() ? null : names;
    }

    private static Instant erasedAt(Conversation row) {
        return Objects.requireNonNull(row.timeline().endedAt(), "an erased row has its end");
    }
}
