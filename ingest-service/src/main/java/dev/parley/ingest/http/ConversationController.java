package dev.parley.ingest.http;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.ingest.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows conversations. */
@RestController
final class ConversationController {
    private static final int MOST_MESSAGES = 200;

    private final Access access;
    private final ConversationStore store;

    ConversationController(Access access, ConversationStore store) {
        this.access = access;
        this.store = store;
    }

    /** Some of the conversations, by id. */
    @GetMapping(
            path = "/v1/organizations/{organization}/conversations",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ConversationPage list(
            @PathVariable String organization,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String needsProcessing,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") String limit,
            @AuthenticationPrincipal Caller caller) {
        access.enter(caller, organization);
        return ConversationQuery.checked(organization, status, needsProcessing, cursor, limit)
                .page(store);
    }

    /** The conversation with its newest messages; for a customer, what was said in it. */
    @GetMapping(
            path = "/v1/organizations/{organization}/conversations/{conversation}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ShownConversation get(
            @PathVariable String organization,
            @PathVariable String conversation,
            @AuthenticationPrincipal Caller caller) {
        access.enter(caller, organization);
        var id = Rules.conversation(organization, conversation);
        var row =
                store.find(id)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemType.UNKNOWN_CONVERSATION,
                                        "no conversation has this id, or its first message"
                                                + " is still on its way"));
        long before = Math.max(0, row.progress().lastSeq() - MOST_MESSAGES);
        long beforeOut = Math.max(0, row.lastOutSeq() - MOST_MESSAGES);
        var messages = store.messages(id, before, MOST_MESSAGES);
        var replies = store.replies(id, beforeOut, MOST_MESSAGES);
        var whole = ConversationView.of(row, continuedIn(row), messages, replies);
        return caller instanceof Caller.Customer ? CustomerView.of(whole, messages) : whole;
    }

    private @Nullable ConversationId continuedIn(Conversation row) {
        return row.status().isEnded()
                ? store.find(row.id().successor()).map(Conversation::id).orElse(null)
                : null;
    }
}
