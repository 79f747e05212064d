package dev.parley.ingest.http;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** What a request showed, before anybody has looked at it. */
final class BearerCredential extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final String text;

    BearerCredential(String text) {
        super(List.of());
        this.text = text;
    }

    @Override
    public String getCredentials() {
        return text;
    }

    @Override
    public String getPrincipal() {
        return "";
    }
}
