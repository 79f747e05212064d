package dev.parley.ingest.http;

import dev.parley.ingest.ApiKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/** Knows the operator's key and those of organizations. */
final class KeyProvider implements AuthenticationProvider {
    private final ApiKeys keys;
    private final Counter refused;

    KeyProvider(ApiKeys keys, MeterRegistry meters) {
        this.keys = keys;
        this.refused =
                Counter.builder("parley.api.credentials.refused")
                        .description("Requests with a key or token that is unknown or has ended")
                        .tag("kind", "key")
                        .register(meters);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication shown) {
        if (!(shown instanceof BearerCredential bearer)
                || TokenProvider.isToken(bearer.getCredentials())) {
            return null;
        }
        var key = bearer.getCredentials();
        var caller = keys.identify(key);
        if (caller.isEmpty()) {
            refused.increment();
            throw new BadCredentialsException("unknown key");
        }
        return new CallerAuthentication(caller.get(), () -> keys.identify(key).equals(caller));
    }

    @Override
    public boolean supports(Class<?> kind) {
        return kind == BearerCredential.class;
    }
}
