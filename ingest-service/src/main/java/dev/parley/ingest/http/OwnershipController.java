package dev.parley.ingest.http;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.conversation.turn.HumanReply;
import dev.parley.ingest.ApiProperties;
import dev.parley.ingest.Caller;
import dev.parley.ingest.Takeovers;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets people take conversations over, write in them, and give them back. */
@RestController
final class OwnershipController {
    private static final String CONVERSATION =
            "/v1/organizations/{organization}/conversations/{conversation}";

    private final Access access;
    private final RequestBodies bodies;
    private final Takeovers takeovers;
    private final AuditTrail audit;
    private final int textLimit;

    OwnershipController(
            Access access,
            RequestBodies bodies,
            Takeovers takeovers,
            AuditTrail audit,
            ApiProperties settings) {
        this.access = access;
        this.bodies = bodies;
        this.takeovers = takeovers;
        this.audit = audit;
        this.textLimit = settings.textLimit();
    }

    /**
     * Who has the conversation now.
     *
     * @param epoch grows with every change of hands
     * @param mayStillArrive a reply is on its way to the channel, and nobody can stop it
     */
    record Hands(
            String organization,
            String conversation,
            String status,
            String owner,
            long epoch,
            boolean mayStillArrive) {}

    /** A person's message that is stored. */
    record Stored(String organization, String conversation, String message, long seq) {}

    /** Takes the conversation over. */
    @PostMapping(
            path = CONVERSATION + "/takeover",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Hands takeOver(
            @PathVariable String organization,
            @PathVariable String conversation,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        access.enter(caller, organization);
        var id = Rules.conversation(organization, conversation);
        var by = bodies.read(request, ChangeOfHands.class).required();
        var row = takeovers.takeOver(id, by).orElseThrow(OwnershipController::unknown);
        audit.tell(Action.TAKEN_OVER, organization, conversation);
        return hands(row);
    }

    /** Gives it back. The body may be missing. */
    @PostMapping(path = CONVERSATION + "/return", produces = MediaType.APPLICATION_JSON_VALUE)
    Hands giveBack(
            @PathVariable String organization,
            @PathVariable String conversation,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        access.enter(caller, organization);
        var id = Rules.conversation(organization, conversation);
        var by =
                RequestBodies.isThere(request)
                        ? bodies.read(request, ChangeOfHands.class).optional()
                        : null;
        var row = takeovers.giveBack(id, by).orElseThrow(OwnershipController::unknown);
        audit.tell(Action.RETURNED, organization, conversation);
        return hands(row);
    }

    /** Stores a person's message, once. */
    @PostMapping(
            path = CONVERSATION + "/replies",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Stored> reply(
            @PathVariable String organization,
            @PathVariable String conversation,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        access.enter(caller, organization);
        var id = Rules.conversation(organization, conversation);
        var reply = bodies.read(request, PostedReply.class).checked(id, textLimit);
        return switch (takeovers.reply(reply)) {
            case HumanReply.Outcome.Stored stored ->
                    stored(HttpStatus.CREATED, reply, stored.seq());
            case HumanReply.Outcome.Known known -> stored(HttpStatus.OK, reply, known.seq());
            case HumanReply.Outcome.NotHuman _ ->
                    throw new ProblemException(
                            ProblemType.NOT_TAKEN_OVER,
                            "take the conversation over first: the pipeline answers it");
            case HumanReply.Outcome.Undeliverable _ ->
                    throw new ProblemException(
                            ProblemType.UNDELIVERABLE,
                            "the conversation's channel has to be called, and carries replies of"
                                    + " the pipeline alone");
            case HumanReply.Outcome.NotFound() -> throw unknown();
        };
    }

    private static ResponseEntity<Stored> stored(HttpStatus status, HumanReply reply, long seq) {
        var id = reply.conversation();
        return ResponseEntity.status(status)
                .body(new Stored(id.organization(), id.conversation(), reply.messageId(), seq));
    }

    private Hands hands(Conversation row) {
        return new Hands(
                row.id().organization(),
                row.id().conversation(),
                Names.of(row.status()),
                Names.of(row.ownership().owner()),
                row.ownership().epoch(),
                takeovers.mayStillArrive(row));
    }

    private static ProblemException unknown() {
        return new ProblemException(
                ProblemType.UNKNOWN_CONVERSATION,
                "no conversation has this id, or its first message is still on its way");
    }
}
