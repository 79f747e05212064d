package dev.parley.ingest.http;

import dev.parley.conversation.Backlog;
import dev.parley.conversation.ConversationStore;
import dev.parley.ingest.Caller;
import dev.parley.runtime.RepeatedWarnings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
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
    private static final RepeatedWarnings WARNINGS =
            new RepeatedWarnings(LoggerFactory.getLogger(StuckController.class));

    private final Access access;
    private final ConversationStore store;
    private final Backlog backlog;
    private final InstantSource clock;

    StuckController(
            Access access,
            ConversationStore store,
            ObjectProvider<Backlog> backlog,
            InstantSource clock) {
        this.access = access;
        this.store = store;
        this.backlog = backlog.getIfAvailable(() -> Backlog.NONE);
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
                        .toList(),
                visible == null && caller instanceof Caller.Operator ? partitions(since) : null);
    }

    /** Null while the brokers do not answer; what the store knows is told all the same. */
    private @Nullable List<StuckConversations.StuckPartition> partitions(Instant since) {
        try {
            return backlog.held().stream()
                    .filter(held -> !held.oldest().isAfter(since))
                    .map(StuckConversations.StuckPartition::of)
                    .toList();
        } catch (RuntimeException e) {
            WARNINGS.warn("it cannot be seen what is not taken up", e);
            return null;
        }
    }
}
