package dev.parley.ingest.http;

import dev.parley.conversation.TopicRetention;
import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.ingest.Caller;
import dev.parley.ingest.Erasure;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Erases conversations. */
@RestController
final class ErasureController {
    private static final String CONVERSATIONS = "/v1/organizations/{organization}/conversations";
    private static final int LONGEST_AUTHOR = 200;

    private final Access access;
    private final Erasure erasure;
    private final TopicRetention topics;
    private final AuditTrail audit;

    ErasureController(Access access, Erasure erasure, TopicRetention topics, AuditTrail audit) {
        this.access = access;
        this.erasure = erasure;
        this.topics = topics;
        this.audit = audit;
    }

    /** Erases what was said in it and its successors, once and for all. */
    @DeleteMapping(
            path = CONVERSATIONS + "/{conversation}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ErasureReceipt erase(
            @PathVariable String organization,
            @PathVariable String conversation,
            @AuthenticationPrincipal Caller caller) {
        access.enter(caller, organization);
        var id = Rules.conversation(organization, conversation);
        var receipt =
                erasure.erase(id)
                        .map(erased -> ErasureReceipt.of(id, erased, topics))
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemType.UNKNOWN_CONVERSATION,
                                        "no conversation has this id, or its first message is still"
                                                + " on its way"));
        audit.tell(Action.CONVERSATION_ERASED, organization, conversation);
        return receipt;
    }

    /**
     * Erases a customer's conversations, or all.
     *
     * @param customer the customer's id
     * @param shared erase: those with other customers too
     * @param all true: every conversation of the organization
     */
    @DeleteMapping(path = CONVERSATIONS, produces = MediaType.APPLICATION_JSON_VALUE)
    ErasureReceipt eraseMany(
            @PathVariable String organization,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String shared,
            @RequestParam(required = false) @Nullable String all,
            @AuthenticationPrincipal Caller caller) {
        access.enter(caller, organization);
        if ((customer == null) == (all == null)) {
            throw ProblemException.field("customer", "name a customer, or all=true; not both");
        }
        if (customer == null) {
            only("all", all, "true");
            var erased = erasure.eraseAll(organization);
            audit.tell(Action.CONVERSATION_ERASED, organization, "all");
            return ErasureReceipt.of(organization, null, erased, topics);
        }
        only("shared", shared, "erase");
        var author = Rules.line("customer", customer, LONGEST_AUTHOR);
        var erased = erasure.eraseCustomer(organization, author, shared != null);
        audit.tellOfCustomer(Action.CONVERSATION_ERASED, organization, author);
        return ErasureReceipt.of(organization, author, erased, topics);
    }

    private static void only(String field, @Nullable String value, String allowed) {
        if (value != null && !value.equals(allowed)) {
            throw ProblemException.field(field, "can only be " + allowed);
        }
    }
}
