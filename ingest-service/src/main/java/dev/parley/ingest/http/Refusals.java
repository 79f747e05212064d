package dev.parley.ingest.http;

import dev.parley.ingest.OverBudgetException;
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
    private static final String RETRY_SECONDS = "2";

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

    /** Refuses what one of the organization's budgets does not allow. */
    void overBudget(HttpServletRequest request, HttpServletResponse response, OverBudgetException e)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Problem.retrySeconds(e));
        write(response, Problem.of(e, request.getRequestURI()));
    }

    /** Refuses what would publish while nothing that is published is acknowledged. */
    void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        later(
                request,
                response,
                "nothing can be stored safely at the moment; send it again with the same id");
    }

    /** Refuses what finds no place, whosever it is. */
    void busy(HttpServletRequest request, HttpServletResponse response) throws IOException {
        later(request, response, "too many requests are waiting or at work; try again later");
    }

    private static void later(
            HttpServletRequest request, HttpServletResponse response, String detail)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        refuse(request, response, ProblemType.UNAVAILABLE, detail);
    }

    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            ProblemType type,
            String detail)
            throws IOException {
        write(response, Problem.of(type, detail, request.getRequestURI()));
    }

    private static void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
