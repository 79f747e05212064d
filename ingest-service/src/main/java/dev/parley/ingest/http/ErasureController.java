package dev.parley.ingest.http;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.ingest.Caller;
import dev.parley.ingest.Erasure;
import java.time.Instant;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Erases conversations. */
@RestController
final class ErasureController {
    private final Access access;
    private final Erasure erasure;
    private final AuditTrail audit;

    ErasureController(Access access, Erasure erasure, AuditTrail audit) {
        this.access = access;
        this.erasure = erasure;
        this.audit = audit;
    }

    /**
     * What is left of an erased conversation.
     *
     * @param messages how many messages there were, of any author
     * @param replies how many of them were replies
     */
    record Receipt(
            String organization,
            String conversation,
            Instant erasedAt,
            long messages,
            long replies) {
        private static Receipt of(Conversation row) {
            return new Receipt(
                    row.id().organization(),
                    row.id().conversation(),
                    Objects.requireNonNull(row.timeline().endedAt(), "an erased row has its end"),
                    row.progress().lastSeq(),
                    row.lastOutSeq());
        }
    }

    /** Erases what was said in it, once and for all. */
    @DeleteMapping(
            path = "/v1/organizations/{organization}/conversations/{conversation}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    Receipt erase(
            @PathVariable String organization,
            @PathVariable String conversation,
            @AuthenticationPrincipal Caller caller) {
        access.enter(caller, organization);
        var row =
                erasure.erase(Rules.conversation(organization, conversation))
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemType.UNKNOWN_CONVERSATION,
                                        "no conversation has this id, or its first message is still"
                                            + " on its way"));
        audit.tell(Action.CONVERSATION_ERASED, organization, conversation);
        return Receipt.of(row);
    }
}
