package dev.parley.ingest.http;

import dev.parley.ingest.Caller;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller whose credential is known. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient BooleanSupplier stillKnown;

    /**
     * Makes it.
     *
     * @param stillKnown tells whether the credential still is what it was, for requests that last
     */
    CallerAuthentication(Caller caller, BooleanSupplier stillKnown) {
        super(List.of());
        this.caller = caller;
        this.stillKnown = stillKnown;
        setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** Nothing: whoever comes in shows a credential, and nobody keeps it. */
    @Override
    public String getCredentials() {
        return "";
    }

    boolean isStillKnown() {
        return stillKnown.getAsBoolean();
    }
}
