package dev.parley.ingest.http;

import dev.parley.ingest.ApiKeys;
import dev.parley.ingest.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets a request pass when its bearer key is known, and says who holds the key. */
final class BearerFilter extends OncePerRequestFilter {
    /** The request attribute that holds the {@link Caller}. */
    static final String CALLER = "dev.parley.ingest.caller";

    /**
     * The request attribute with a {@link BooleanSupplier} that tells whether the key still is what
     * it was, for requests that last.
     */
    static final String STILL_KNOWN = "dev.parley.ingest.still-known";

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_KEY = 512;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiKeys keys;

    BearerFilter(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = key(request);
        var caller = key.flatMap(keys::identify);
        if (caller.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            refuse(
                    request,
                    response,
                    ProblemType.UNAUTHENTICATED,
                    "send a known key as Authorization: Bearer KEY");
        } else if (request.getRequestURI().indexOf(';') >= 0) {
            // Spring would drop them silently and take a/b;c for a/b.
            refuse(
                    request,
                    response,
                    ProblemType.INVALID_REQUEST,
                    "paths with parameters (;) are not served");
        } else {
            BooleanSupplier stillKnown = () -> key.flatMap(keys::identify).equals(caller);
            request.setAttribute(CALLER, caller.get());
            request.setAttribute(STILL_KNOWN, stillKnown);
            chain.doFilter(request, response);
        }
    }

    private static Optional<String> key(HttpServletRequest request) {
        var values = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (values.size() != 1) {
            return Optional.empty();
        }
        var value = values.getFirst();
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(value.substring(SCHEME.length()).strip())
                        .filter(key -> !key.isEmpty() && key.length() <= LONGEST_KEY)
                : Optional.empty();
    }

    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            ProblemType type,
            String detail)
            throws IOException {
        response.setStatus(type.status().value());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream()
                .write(JSON.writeValueAsBytes(Problem.of(type, detail, request.getRequestURI())));
    }
}
