package dev.parley.ingest.http;

import dev.parley.conversation.organization.Scope;
import dev.parley.ingest.OrganizationKeys;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body that asks for a key, as it came.
 *
 * @param expiresAt ISO-8601
 */
record KeyRequest(
        @Nullable String name,
        @Nullable List<@Nullable Object> scopes,
        @Nullable String expiresAt) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SCOPE = 64;

    OrganizationKeys.Wish checked(Instant now) {
        var expires = Rules.moment("expiresAt", expiresAt);
        if (expires != null && !expires.isAfter(now)) {
            throw ProblemException.field("expiresAt", "must be in the future");
        }
        return new OrganizationKeys.Wish(
                name == null ? null : Rules.line("name", name, LONGEST_NAME),
                checkedScopes(),
                expires);
    }

    private Set<Scope> checkedScopes() {
        var named = Rules.lines("scopes", scopes, Scope.values().length, LONGEST_SCOPE);
        if (named.isEmpty()) {
            throw ProblemException.field("scopes", "must name at least one: " + all());
        }
        var checked = EnumSet.noneOf(Scope.class);
        for (int i = 0; i < named.size(); i++) {
            var field = "scopes[%d]".formatted(i);
            checked.add(
                    Scope.parse(named.get(i))
                            .orElseThrow(() ->
                                    ProblemException.field(field, "must be one of " + all())));
        }
        return checked;
    }

    private static String all() {
        return Arrays.stream(Scope.values()).map(Scope::text).collect(Collectors.joining(", "));
    }
}
