package dev.parley.ingest.http;

import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.ingest.Caller;
import dev.parley.ingest.ConversationTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives out tokens with which a customer's browser may enter one conversation, and ends them. */
@RestController
final class TokenController {
    private final Access access;
    private final RequestBodies bodies;
    private final ConversationTokens tokens;
    private final AuditTrail audit;

    TokenController(
            Access access, RequestBodies bodies, ConversationTokens tokens, AuditTrail audit) {
        this.access = access;
        this.bodies = bodies;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** A token that was given out. */
    record Issued(String organization, String conversation, String token, Instant expiresAt) {}

    /** Gives one out. The conversation need not exist yet. */
    @PostMapping(
            path = "/v1/organizations/{organization}/conversations/{conversation}/tokens",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Issued issue(
            @PathVariable String organization,
            @PathVariable String conversation,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        access.enter(caller, organization);
        var id = Rules.conversation(organization, conversation);
        var body = bodies.read(request, TokenRequest.class);
        var issued = tokens.issue(id, body.checkedAuthor(), body.checkedSeconds());
        return new Issued(organization, conversation, issued.token(), issued.expiresAt());
    }

    /** Ends every token of the organization. */
    @DeleteMapping(path = "/v1/organizations/{organization}/tokens")
    ResponseEntity<Void> endAll(
            @PathVariable String organization, @AuthenticationPrincipal Caller caller) {
        access.enter(caller, organization);
        tokens.endAll(organization);
        audit.tell(Action.TOKENS_ENDED, organization, null);
        return ResponseEntity.noContent().build();
    }
}
