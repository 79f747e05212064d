package dev.parley.ingest.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import tools.jackson.databind.json.JsonMapper;

/** Makes problem documents of what the filter chain refuses, before any handler is asked. */
final class Refusals
        implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        refuse(
                request,
                response,
                ProblemType.UNAUTHENTICATED,
                "send a known key as Authorization: Bearer KEY");
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        var detail =
                e instanceof AuthorizationDeniedException denied
                                && denied.getAuthorizationResult()
                                        instanceof Permission.Refusal(var reason)
                        ? reason
                        : "the key does not allow this";
        refuse(request, response, ProblemType.FORBIDDEN, detail);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
            throws IOException {
        // It comes before everything else, so nothing else has set them.
        SecurityConfiguration.HEADERS.forEach(response::setHeader);
        refuse(
                request,
                response,
                ProblemType.INVALID_REQUEST,
                "the path or a header has characters or parts that are not served");
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
