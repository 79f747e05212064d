package dev.parley.ingest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Finds the bearer credential of a request: in its header, or for a stream in the query too,
 * because a browser's EventSource cannot send a header. Only tokens are taken from there, which
 * open one conversation for minutes: addresses end up in logs.
 */
final class BearerConverter implements AuthenticationConverter {
    /** The query parameter, as RFC 6750 calls it. */
    static final String PARAMETER = "access_token";

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 4_096;

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty()) {
            return ofQuery(request);
        }
        var header = headers.getFirst();
        return headers.size() == 1 && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? credential(request, header.substring(SCHEME.length()).strip())
                : null;
    }

    private static @Nullable Authentication ofQuery(HttpServletRequest request) {
        // Only then is the query looked at: what is malformed in it is told to those who may ask.
        if (!Operations.isStream(request)) {
            return null;
        }
        var values = request.getParameterValues(PARAMETER);
        return values != null && values.length == 1 && TokenProvider.isToken(values[0])
                ? credential(request, values[0])
                : null;
    }

    private static @Nullable Authentication credential(HttpServletRequest request, String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        var credential = new BearerCredential(text);
        credential.setDetails(new WebAuthenticationDetails(request));
        return credential;
    }
}
