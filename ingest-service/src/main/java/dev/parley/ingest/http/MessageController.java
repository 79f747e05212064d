package dev.parley.ingest.http;

import dev.parley.conversation.InboundMessage;
import dev.parley.conversation.Inbox;
import dev.parley.conversation.UnpublishableException;
import dev.parley.ingest.ApiProperties;
import dev.parley.ingest.Caller;
import dev.parley.ingest.MessageRate;
import dev.parley.ingest.NotAcceptedException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes messages. */
@RestController
final class MessageController {
    private final Access access;
    private final MessageRate rate;
    private final RequestBodies bodies;
    private final Inbox inbox;
    private final InstantSource clock;
    private final int textLimit;

    MessageController(
            Access access,
            MessageRate rate,
            RequestBodies bodies,
            Inbox inbox,
            InstantSource clock,
            ApiProperties settings) {
        this.access = access;
        this.rate = rate;
        this.bodies = bodies;
        this.inbox = inbox;
        this.clock = clock;
        this.textLimit = settings.textLimit();
    }

    /** What was accepted. */
    record Accepted(String organization, String conversation, String message) {}

    /**
     * Accepts a message: from this answer on it is never lost. The same id again changes nothing.
     */
    @PostMapping(
            path = "/v1/organizations/{organization}/conversations/{conversation}/messages",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Accepted> post(
            @PathVariable String organization,
            @PathVariable String conversation,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        access.enter(caller, organization);
        var id = Rules.conversation(organization, conversation);
        rate.take(organization);
        var body = bodies.read(request, PostedMessage.class);
        var author = caller instanceof Caller.Customer customer ? customer.author() : null;
        var message = body.checked(id, author, textLimit, clock.instant());
        accept(message);
        return ResponseEntity.accepted()
                .location(whyOf(message))
                .body(new Accepted(organization, conversation, message.messageId()));
    }

    private void accept(InboundMessage message) {
        try {
            inbox.accept(message);
        } catch (UnpublishableException e) {
            // Trying again would not help: our limits let through what the inbox cannot take.
            throw e;
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the inbox did not acknowledge a message", e);
        }
    }

    /** Ids consist of characters that a URI takes as they are. */
    private static URI whyOf(InboundMessage message) {
        return URI.create(
                "/v1/organizations/%s/messages/%s/why?conversation=%s"
                        .formatted(
                                message.conversation().organization(),
                                message.messageId(),
                                message.conversation().conversation()));
    }
}
