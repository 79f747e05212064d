package dev.parley.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.ingest.ApiProperties;
import dev.parley.ingest.Caller;
import dev.parley.ingest.OrganizationApplication;
import dev.parley.ingest.OrganizationApplication.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Configures organizations. Only the operator may: references to secrets reach into the services'
 * own environment and files.
 */
@RestController
final class ConfigurationController {
    private static final DataSize LARGEST = DataSize.ofMegabytes(4);

    private final Access access;
    private final OrganizationApplication application;
    private final AuditTrail audit;
    private final RequestBodies bodies;

    ConfigurationController(
            Access access,
            OrganizationApplication application,
            AuditTrail audit,
            ApiProperties settings) {
        this.access = access;
        this.application = application;
        this.audit = audit;
        this.bodies = new RequestBodies(LARGEST, settings.bodyTimeout());
    }

    /**
     * What came of it.
     *
     * @param outcome created, changed or unchanged
     * @param apiKey its first key, only when the organization is new
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Applied(String organization, long version, String outcome, @Nullable String apiKey) {}

    /** Puts the configuration in place of the one that is held, or only tells what it would do. */
    @PutMapping(
            path = "/v1/organizations/{organization}/configuration",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Applied> put(
            @PathVariable String organization,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        access.permit(caller, organization);
        if (!(caller instanceof Caller.Operator)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "only the operator configures organizations");
        }
        var wanted = bodies.read(request, ConfigurationRequest.class).checked(organization);
        var outcome = dryRun ? application.foresee(wanted) : application.apply(wanted);
        if (!dryRun && !(outcome instanceof Outcome.Unchanged)) {
            audit.tell(Action.ORGANIZATION_CONFIGURED, organization, null);
        }
        return switch (outcome) {
            case Outcome.Created(var version, var apiKey) ->
                    dryRun
                            ? ResponseEntity.ok(new Applied(organization, version, "created", null))
                            : ResponseEntity.status(HttpStatus.CREATED)
                                    .body(new Applied(organization, version, "created", apiKey));
            case Outcome.Changed(var version) ->
                    ResponseEntity.ok(new Applied(organization, version, "changed", null));
            case Outcome.Unchanged(var version) ->
                    ResponseEntity.ok(new Applied(organization, version, "unchanged", null));
        };
    }
}
