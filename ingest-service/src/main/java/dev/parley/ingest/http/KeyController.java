package dev.parley.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.conversation.organization.ApiKey;
import dev.parley.conversation.organization.Scope;
import dev.parley.ingest.ApiKeys;
import dev.parley.ingest.Caller;
import dev.parley.ingest.OrganizationKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets organizations exchange their keys. */
@RestController
final class KeyController {
    private static final String PATH = "/v1/organizations/{organization}/keys";

    private final Access access;
    private final RequestBodies bodies;
    private final OrganizationKeys keys;
    private final ApiKeys uses;
    private final AuditTrail audit;
    private final InstantSource clock;

    KeyController(
            Access access,
            RequestBodies bodies,
            OrganizationKeys keys,
            ApiKeys uses,
            AuditTrail audit,
            InstantSource clock) {
        this.access = access;
        this.bodies = bodies;
        this.keys = keys;
        this.uses = uses;
        this.audit = audit;
        this.clock = clock;
    }

    /** The keys there are, oldest first; what tells nobody how to come in. */
    record Keys(String organization, List<Key> keys) {
        /**
         * One of them.
         *
         * @param id the first 8 hexadecimal digits of its SHA-256
         * @param lastUsed here, since this instance started
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Key(
                String id,
                @Nullable String name,
                List<String> scopes,
                @Nullable Instant createdAt,
                @Nullable Instant expiresAt,
                @Nullable Instant lastUsed) {
            private static Key of(ApiKey key, @Nullable Instant lastUsed) {
                return new Key(
                        key.id(),
                        key.name(),
                        key.scopes().stream().sorted().map(Scope::text).toList(),
                        key.createdAt(),
                        key.expiresAt(),
                        lastUsed);
            }
        }
    }

    /**
     * A key that was created.
     *
     * @param apiKey the key, shown only here
     */
    record Created(String organization, String id, String apiKey) {}

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Keys list(@PathVariable String organization, @AuthenticationPrincipal Caller caller) {
        access.enter(caller, organization);
        return new Keys(
                organization,
                keys.keys(organization).stream()
                        .map(key -> Keys.Key.of(key, uses.lastUsed(key.hash()).orElse(null)))
                        .toList());
    }

    /** Creates one. Without a body it may do everything, for ever. */
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Created> create(
            @PathVariable String organization,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        access.enter(caller, organization);
        var wish =
                RequestBodies.isThere(request)
                        ? bodies.read(request, KeyRequest.class).checked(clock.instant())
                        : OrganizationKeys.Wish.WHOLE;
        return switch (keys.create(organization, wish)) {
            case OrganizationKeys.Creation.Created(var key, var apiKey) -> {
                audit.tell(Action.KEY_CREATED, organization, key.id());
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .body(new Created(organization, key.id(), apiKey));
            }
            case OrganizationKeys.Creation.TooMany() ->
                    throw new ProblemException(
                            ProblemType.TOO_MANY_KEYS,
                            "%d keys are the most; end one first".formatted(OrganizationKeys.MOST));
        };
    }

    @DeleteMapping(path = PATH + "/{id}")
    ResponseEntity<Void> end(
            @PathVariable String organization,
            @PathVariable String id,
            @AuthenticationPrincipal Caller caller) {
        access.enter(caller, organization);
        var removal =
                keys.remove(organization, Rules.keyId("id", id), caller instanceof Caller.Operator);
        return switch (removal) {
            case REMOVED -> {
                audit.tell(Action.KEY_ENDED, organization, id);
                yield ResponseEntity.noContent().build();
            }
            case UNKNOWN ->
                    throw new ProblemException(
                            ProblemType.UNKNOWN_KEY, "the organization has no key of this id");
            case LAST ->
                    throw new ProblemException(
                            ProblemType.LAST_KEY,
                            "create another one that may do everything first; only the operator"
                                    + " ends the last one");
        };
    }
}
