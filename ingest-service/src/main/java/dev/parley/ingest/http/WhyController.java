package dev.parley.ingest.http;

import dev.parley.conversation.Backlog;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.MessageTrace;
import dev.parley.ingest.ApiProperties;
import dev.parley.ingest.Caller;
import dev.parley.ingest.DispositionWaiter;
import dev.parley.ingest.MessageQuery;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells what became of messages. */
@RestController
final class WhyController {
    private static final int MOST_LISTED = 10;

    private final Access access;
    private final DispositionWaiter waiter;
    private final ConversationStore store;
    private final Backlog backlog;
    private final long longestWait;

    WhyController(
            Access access,
            DispositionWaiter waiter,
            ConversationStore store,
            ObjectProvider<Backlog> backlog,
            ApiProperties settings) {
        this.access = access;
        this.waiter = waiter;
        this.store = store;
        this.backlog = backlog.getIfAvailable(() -> Backlog.NONE);
        this.longestWait = settings.waitMax().toSeconds();
    }

    /**
     * Explains a message, at once or as soon as it has come to an end.
     *
     * @param wait seconds to wait at most
     */
    @GetMapping(
            path = "/v1/organizations/{organization}/messages/{message}/why",
            produces = MediaType.APPLICATION_JSON_VALUE)
    Explanation why(
            @PathVariable String organization,
            @PathVariable String message,
            @RequestParam(defaultValue = "0") String wait,
            @RequestParam(required = false) @Nullable String conversation,
            @AuthenticationPrincipal Caller caller) {
        access.enter(caller, organization);
        var id = Rules.messageId("message", message);
        if (conversation != null) {
            Rules.conversation(organization, conversation);
        }
        var query = new MessageQuery(organization, conversation, id);
        var found = MessageQuery.byConversation(waiter.await(query, seconds(wait)));
        return switch (found.size()) {
            case 0 -> onItsWay(query);
            case 1 -> explained(found.getFirst());
            default ->
                    throw ambiguous(
                            found.stream()
                                    .map(same -> same.getFirst().conversation().id().conversation())
                                    .toList());
        };
    }

    /** What is accepted and not stored is never told as unknown. */
    private Explanation onItsWay(MessageQuery query) {
        var search = search(query);
        var conversations =
                search.found().stream()
                        .map(waiting -> waiting.conversation().conversation())
                        .distinct()
                        .toList();
        if (conversations.size() > 1) {
            throw ambiguous(conversations);
        }
        if (!search.found().isEmpty()) {
            return Explanation.of(query.message(), search.found().getFirst());
        }
        // It may have been stored between the two looks.
        var found = MessageQuery.byConversation(waiter.await(query, Duration.ZERO));
        if (!found.isEmpty()) {
            return explained(found.getFirst());
        }
        if (!search.complete()) {
            throw new BacklogUnreadException("more is on its way than could be looked through");
        }
        throw new ProblemException(
                ProblemType.UNKNOWN_MESSAGE,
                "no message with this id is stored, and none is on its way");
    }

    private Backlog.Search search(MessageQuery query) {
        try {
            return backlog.find(query.organization(), query.conversation(), query.message());
        } catch (RuntimeException e) {
            throw new BacklogUnreadException("it cannot be seen what is on its way", e);
        }
    }

    /** Explains the first; the others have its id. */
    private Explanation explained(List<MessageTrace> same) {
        var trace = same.getFirst();
        var position = Explanation.mergedInto(trace);
        var carrier =
                position.isEmpty()
                        ? null
                        : store.messages(trace.conversation().id(), position.getAsLong() - 1, 1)
                                .getFirst();
        return Explanation.of(
                trace, carrier, same.stream().skip(1).map(MessageTrace::message).toList());
    }

    private Duration seconds(String wait) {
        return Duration.ofSeconds(Rules.number("wait", wait, 0, longestWait));
    }

    private static ProblemException ambiguous(List<String> found) {
        var some = found.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return new ProblemException(
                ProblemType.AMBIGUOUS_MESSAGE,
                "%s conversations have it: %s%s; name one as ?conversation="
                        .formatted(
                                found.size() < ConversationStore.MOST_TRACES
                                        ? found.size()
                                        : "at least " + found.size(),
                                some,
                                found.size() > MOST_LISTED ? ", ..." : ""));
    }
}
