package dev.parley.ingest.http;

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
    private final long longestWait;

    WhyController(
            Access access,
            DispositionWaiter waiter,
            ConversationStore store,
            ApiProperties settings) {
        this.access = access;
        this.waiter = waiter;
        this.store = store;
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
        var traces = waiter.await(query, seconds(wait));
        return switch (traces.size()) {
            case 0 ->
                    throw new ProblemException(
                            ProblemType.UNKNOWN_MESSAGE,
                            "no message with this id is stored; it may still be on its way");
            case 1 -> explained(traces.getFirst());
            default -> throw ambiguous(traces);
        };
    }

    private Explanation explained(MessageTrace trace) {
        var position = Explanation.mergedInto(trace);
        var carrier =
                position.isEmpty()
                        ? null
                        : store.messages(trace.conversation().id(), position.getAsLong() - 1, 1)
                                .getFirst();
        return Explanation.of(trace, carrier);
    }

    private Duration seconds(String wait) {
        return Duration.ofSeconds(Rules.number("wait", wait, 0, longestWait));
    }

    private static ProblemException ambiguous(List<MessageTrace> traces) {
        var some =
                traces.stream()
                        .map(trace -> trace.conversation().id().conversation())
                        .limit(MOST_LISTED)
                        .collect(Collectors.joining(", "));
        return new ProblemException(
                ProblemType.AMBIGUOUS_MESSAGE,
                "%d conversations have it: %s%s; name one as ?conversation="
                        .formatted(
                                traces.size(), some, traces.size() > MOST_LISTED ? ", ..." : ""));
    }
}
