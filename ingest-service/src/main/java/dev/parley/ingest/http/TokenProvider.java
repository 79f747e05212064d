package dev.parley.ingest.http;

import dev.parley.ingest.Caller;
import dev.parley.ingest.ConversationTokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/** Knows conversation tokens. */
final class TokenProvider implements AuthenticationProvider {
    private final ConversationTokens tokens;
    private final Counter refused;

    TokenProvider(ConversationTokens tokens, MeterRegistry meters) {
        this.tokens = tokens;
        this.refused =
                Counter.builder("parley.api.credentials.refused")
                        .description("Requests with a key or token that is unknown or has ended")
                        .tag("kind", "token")
                        .register(meters);
    }

    /** Tells whether the text may be a token; a key never may. */
    static boolean isToken(String credential) {
        return credential.startsWith(ConversationTokens.PREFIX);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication shown) {
        if (!(shown instanceof BearerCredential bearer) || !isToken(bearer.getCredentials())) {
            return null;
        }
        var token = bearer.getCredentials();
        Optional<Caller.Customer> customer = tokens.identify(token);
        if (customer.isEmpty()) {
            refused.increment();
            throw new BadCredentialsException("unknown token");
        }
        return new CallerAuthentication(customer.get(), () -> tokens.identify(token).isPresent());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return kind == BearerCredential.class;
    }
}
