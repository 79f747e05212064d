package dev.parley.ingest.http;

import dev.parley.conversation.ConversationStore;
import dev.parley.ingest.Caller;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows where customers wait for long. */
@RestController
final class StuckController {
    private static final long LONGEST = 365L * 24 * 3600;
    private static final int MOST = 200;

    private final Access access;
    private final ConversationStore store;
    private final InstantSource clock;

    StuckController(Access access, ConversationStore store, InstantSource clock) {
        this.access = access;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Conversations with a message that has waited for so long, or a redriven turn that has been
     * open for so long; and those whose moment lies ahead, which another clock wrote.
     *
     * @param olderThan in seconds
     */
    @GetMapping(path = "/v1/conversations/stuck", produces = MediaType.APPLICATION_JSON_VALUE)
    StuckConversations stuck(
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(defaultValue = "300") String olderThan,
            @RequestParam(defaultValue = "50") String limit,
            @AuthenticationPrincipal Caller caller) {
        var visible = access.narrowed(caller, organization);
        var since = clock.instant().minusSeconds(Rules.number("olderThan", olderThan, 0, LONGEST));
        int most = (int) Rules.number("limit", limit, 1, MOST);
        return new StuckConversations(
                store.waiting(visible, since, most).stream()
                        .map(StuckConversations.Stuck::of)
                        .toList());
    }
}
