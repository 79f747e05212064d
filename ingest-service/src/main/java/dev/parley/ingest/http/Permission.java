package dev.parley.ingest.http;

import dev.parley.conversation.organization.Scope;
import dev.parley.ingest.Caller;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Lets keys with a scope pass, and where that is said tokens of the conversation. That a key is of
 * the right organization is looked at later, by {@link Access}.
 */
final class Permission implements AuthorizationManager<RequestAuthorizationContext> {
    private final Scope scope;
    private final boolean forCustomers;

    Permission(Scope scope, boolean forCustomers) {
        this.scope = scope;
        this.forCustomers = forCustomers;
    }

    /** A refusal that says why. */
    record Refusal(String reason) implements AuthorizationResult {
        @Override
        public boolean isGranted() {
            return false;
        }
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext request) {
        return who.get() instanceof CallerAuthentication known
                ? decide(known.getPrincipal(), request)
                : new AuthorizationDecision(false);
    }

    private AuthorizationResult decide(Caller caller, RequestAuthorizationContext request) {
        var refusal =
                switch (caller) {
                    case Caller.Operator _ -> null;
                    case Caller.Member member ->
                            member.may(scope) ? null : "the key lacks the scope " + scope.text();
                    case Caller.Customer customer ->
                            forCustomers && isTheirs(customer, request)
                                    ? null
                                    : "a conversation token opens its conversation alone: its"
                                            + " messages, and reading it";
                };
        return refusal == null ? new AuthorizationDecision(true) : new Refusal(refusal);
    }

    private static boolean isTheirs(Caller.Customer customer, RequestAuthorizationContext request) {
        var named = request.getVariables();
        return customer.mayEnter(
                named.getOrDefault("organization", ""), named.getOrDefault("conversation", ""));
    }
}
