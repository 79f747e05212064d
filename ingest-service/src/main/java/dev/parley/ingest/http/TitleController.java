package dev.parley.ingest.http;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Triggers;
import dev.parley.ingest.Caller;
import dev.parley.ingest.NotAcceptedException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests for a conversation's title. */
@RestController
final class TitleController {
    private final Access access;
    private final ConversationStore store;
    private final Triggers triggers;

    TitleController(Access access, ConversationStore store, Triggers triggers) {
        this.access = access;
        this.store = store;
        this.triggers = triggers;
    }

    /** The conversation that gets a title. */
    record Requested(String organization, String conversation) {}

    /** Asks for a new title, which comes a little later. */
    @PostMapping(
            path = "/v1/organizations/{organization}/conversations/{conversation}/title",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Requested request(
            @PathVariable String organization,
            @PathVariable String conversation,
            @AuthenticationPrincipal Caller caller) {
        access.enter(caller, organization);
        var id = Rules.conversation(organization, conversation);
        if (store.find(id).isEmpty()) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_CONVERSATION,
                    "no conversation has this id, or its first message is still on its way");
        }
        try {
            triggers.followUp(id, Triggers.FollowUp.TITLE);
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the request for a title failed", e);
        }
        return new Requested(id.organization(), id.conversation());
    }
}
