package dev.parley.ingest.http;

import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterIds;
import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.ingest.Caller;
import dev.parley.ingest.DeadLetterDecisions;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what was given up, and takes decisions about it. The operator sees all; an organization its
 * own, without the records' bytes: a record may carry another's text under its key.
 */
@RestController
final class DeadLetterController {
    private static final String PATH = "/v1/dead-letters";

    private final Access access;
    private final RequestBodies bodies;
    private final DeadLetters letters;
    private final DeadLetterDecisions decisions;
    private final AuditTrail audit;

    DeadLetterController(
            Access access,
            RequestBodies bodies,
            DeadLetters letters,
            DeadLetterDecisions decisions,
            AuditTrail audit) {
        this.access = access;
        this.bodies = bodies;
        this.letters = letters;
        this.decisions = decisions;
        this.audit = audit;
    }

    /** The body of a redrive, as it came. */
    record RedriveRequest(@Nullable Boolean force) {}

    /** Some of them, in the order they were given up. */
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    DeadLetterPage list(
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(required = false) @Nullable String conversation,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            @AuthenticationPrincipal Caller caller) {
        var request =
                new DeadLetterRequest(
                        organization,
                        conversation,
                        cause,
                        stage,
                        state,
                        since,
                        until,
                        cursor,
                        limit);
        return page(request.checked(access.narrowed(caller, organization)));
    }

    private DeadLetterPage page(DeadLetterQuery query) {
        // One more than fits tells whether there is another page.
        var found = letters.list(query.withLimit(query.limit() + 1));
        var shown = found.subList(0, Math.min(query.limit(), found.size()));
        return new DeadLetterPage(
                shown.stream().map(DeadLetterPage.Letter::of).toList(),
                shown.size() == found.size() ? null : DeadLetterRequest.cursor(shown.getLast()));
    }

    /** One of them. */
    @GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    DeadLetterPage.Letter get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return shown(found(id, caller), caller);
    }

    /** Gives it to the pipeline again. The body may be missing. */
    @PostMapping(path = PATH + "/{id}/redrive", produces = MediaType.APPLICATION_JSON_VALUE)
    DeadLetterPage.Letter redrive(
            @PathVariable String id,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        var letter = found(id, caller);
        var body =
                RequestBodies.isThere(request)
                        ? bodies.read(request, RedriveRequest.class)
                        : new RedriveRequest(null);
        boolean force = Boolean.TRUE.equals(body.force());
        return done(
                decisions.redrive(letter, force, name(caller)),
                Action.DEAD_LETTER_REDRIVEN,
                caller);
    }

    /** Lets it be. */
    @PostMapping(path = PATH + "/{id}/discard", produces = MediaType.APPLICATION_JSON_VALUE)
    DeadLetterPage.Letter discard(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return done(
                decisions.discard(found(id, caller), name(caller)),
                Action.DEAD_LETTER_DISCARDED,
                caller);
    }

    private DeadLetter found(String id, Caller caller) {
        if (!DeadLetterIds.isId(id)) {
            throw ProblemException.field("id", "must be 32 of 0-9 a-f");
        }
        return letters.find(access.narrowed(caller, null), id)
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemType.UNKNOWN_DEAD_LETTER,
                                "no dead letter has this id, or it is another organization's"));
    }

    private DeadLetterPage.Letter done(
            DeadLetterDecisions.Outcome outcome, Action action, Caller caller) {
        return switch (outcome) {
            case DeadLetterDecisions.Outcome.Done(var letter) -> {
                audit.tell(action, letter.organization(), letter.id());
                yield shown(letter, caller);
            }
            case DeadLetterDecisions.Outcome.Busy(var reason) ->
                    throw new ProblemException(ProblemType.TURN_OPEN, reason);
            case DeadLetterDecisions.Outcome.Stale(var reason) ->
                    throw new ProblemException(ProblemType.STALE, reason);
            case DeadLetterDecisions.Outcome.Refused(var reason) ->
                    throw new ProblemException(ProblemType.NOT_AS_THINGS_ARE, reason);
        };
    }

    private static DeadLetterPage.Letter shown(DeadLetter letter, Caller caller) {
        return caller instanceof Caller.Operator
                ? DeadLetterPage.Letter.whole(letter)
                : DeadLetterPage.Letter.of(letter);
    }

    private static String name(Caller caller) {
        return switch (caller) {
            case Caller.Operator _ -> "the operator";
            case Caller.Member member -> member.organization();
            case Caller.Customer customer -> customer.author().id();
        };
    }
}
