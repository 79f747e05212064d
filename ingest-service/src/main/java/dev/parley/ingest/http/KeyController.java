package dev.parley.ingest.http;

import dev.parley.ingest.Caller;
import dev.parley.ingest.OrganizationKeys;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Lets organizations exchange their keys. Whoever has a key may; so may the operator. */
@RestController
final class KeyController {
    private static final String PATH = "/v1/organizations/{organization}/keys";

    private final Access access;
    private final OrganizationKeys keys;

    KeyController(Access access, OrganizationKeys keys) {
        this.access = access;
        this.keys = keys;
    }

    /** The keys that work, oldest first; what tells nobody how to come in. */
    record Keys(String organization, List<Key> keys) {
        /**
         * One of them.
         *
         * @param id the first 8 hexadecimal digits of its SHA-256
         */
        record Key(String id) {}
    }

    /**
     * A key that was created.
     *
     * @param apiKey the key, shown only here
     */
    record Created(String organization, String id, String apiKey) {}

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Keys list(
            @PathVariable String organization,
            @RequestAttribute(BearerFilter.CALLER) Caller caller) {
        access.enter(caller, organization);
        return new Keys(organization, keys.ids(organization).stream().map(Keys.Key::new).toList());
    }

    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Created> create(
            @PathVariable String organization,
            @RequestAttribute(BearerFilter.CALLER) Caller caller) {
        access.enter(caller, organization);
        return switch (keys.create(organization)) {
            case OrganizationKeys.Creation.Created(var id, var apiKey) ->
                    ResponseEntity.status(HttpStatus.CREATED)
                            .header(HttpHeaders.CACHE_CONTROL, "no-store")
                            .body(new Created(organization, id, apiKey));
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
            @RequestAttribute(BearerFilter.CALLER) Caller caller) {
        access.enter(caller, organization);
        var removal =
                keys.remove(organization, Rules.keyId("id", id), caller instanceof Caller.Operator);
        return switch (removal) {
            case REMOVED -> ResponseEntity.noContent().build();
            case UNKNOWN ->
                    throw new ProblemException(
                            ProblemType.UNKNOWN_KEY, "the organization has no key of this id");
            case LAST ->
                    throw new ProblemException(
                            ProblemType.LAST_KEY,
                            "create another one first; only the operator ends the last one");
        };
    }
}
