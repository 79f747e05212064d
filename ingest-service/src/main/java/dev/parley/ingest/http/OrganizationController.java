package dev.parley.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.conversation.organization.Organization;
import dev.parley.ingest.Caller;
import dev.parley.ingest.OrganizationSetup;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates organizations. */
@RestController
final class OrganizationController {
    private final Access access;
    private final RequestBodies bodies;
    private final OrganizationSetup setup;
    private final AuditTrail audit;

    OrganizationController(
            Access access, RequestBodies bodies, OrganizationSetup setup, AuditTrail audit) {
        this.access = access;
        this.bodies = bodies;
        this.setup = setup;
        this.audit = audit;
    }

    /**
     * The organization's state after the request.
     *
     * @param apiKey its first key, only when it is new
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(String organization, long version, @Nullable String apiKey) {
        private static Answer of(Organization organization, @Nullable String apiKey) {
            return new Answer(organization.id(), organization.version(), apiKey);
        }
    }

    /** Creates it from a template, or leaves it as it is whatever the body says. */
    @PutMapping(
            path = "/v1/organizations/{organization}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> put(
            @PathVariable String organization,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        access.permit(caller, organization);
        if (!(caller instanceof Caller.Operator)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "only the operator creates organizations");
        }
        var body = bodies.read(request, OrganizationRequest.class);
        var outcome =
                setup.ensure(organization, body.checkedName(organization), body.checkedTemplate());
        return switch (outcome) {
            case OrganizationSetup.Outcome.Created(var created, var apiKey) -> {
                audit.tell(Action.ORGANIZATION_CONFIGURED, organization, null);
                yield ResponseEntity.status(HttpStatus.CREATED).body(Answer.of(created, apiKey));
            }
            case OrganizationSetup.Outcome.Existing(var existing) ->
                    ResponseEntity.ok(Answer.of(existing, null));
            case OrganizationSetup.Outcome.UnknownTemplate() ->
                    throw ProblemException.field(
                            "template", "names no template; there is: welcome");
        };
    }
}
