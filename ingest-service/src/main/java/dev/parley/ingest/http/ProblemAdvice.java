package dev.parley.ingest.http;

import dev.parley.conversation.StoreUnavailableException;
import dev.parley.ingest.Budget;
import dev.parley.ingest.Budgets;
import dev.parley.ingest.NotAcceptedException;
import dev.parley.ingest.OverBudgetException;
import dev.parley.ingest.TooManyStreamsException;
import dev.parley.ingest.TooManyWaitingException;
import dev.parley.runtime.RepeatedWarnings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Makes a problem document of everything a handler can throw. No exception's own words get out. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Budgets budgets;

    ProblemAdvice(Budgets budgets) {
        this.budgets = budgets;
    }

    @ExceptionHandler
    ResponseEntity<Object> problem(ProblemException e, HttpServletRequest request) {
        int status = e.type().status().value();
        return answer(
                new HttpHeaders(),
                Problem.of(e.type(), status, e.detail(), request.getRequestURI(), e.field()));
    }

    @ExceptionHandler
    ResponseEntity<Object> parameter(InvalidParameterException e, HttpServletRequest request) {
        return answer(
                new HttpHeaders(),
                Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "the query is not well-formed",
                        request.getRequestURI()));
    }

    @ExceptionHandler
    ResponseEntity<Object> header(RequestRejectedException e, HttpServletRequest request) {
        return answer(
                new HttpHeaders(),
                Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "a header has characters that are not served",
                        request.getRequestURI()));
    }

    @ExceptionHandler
    ResponseEntity<Object> store(StoreUnavailableException e, HttpServletRequest request) {
        WARNINGS.warn("the store is not reachable", e);
        return unavailable("the store cannot be reached", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> notAccepted(NotAcceptedException e, HttpServletRequest request) {
        WARNINGS.warn("not accepted", e);
        return unavailable(
                "it could not be stored safely; send it again with the same id", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> backlog(BacklogUnreadException e, HttpServletRequest request) {
        WARNINGS.warn("not explained", e);
        return unavailable(
                "the message is not stored; whether it is on its way cannot be told now", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> tooManyWaiting(TooManyWaitingException e, HttpServletRequest request) {
        return unavailable("too many requests are waiting; ask without wait, or later", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> overBudget(OverBudgetException e, HttpServletRequest request) {
        return later(Problem.of(e, request.getRequestURI()), Problem.retrySeconds(e));
    }

    @ExceptionHandler
    ResponseEntity<Object> tooManyStreams(TooManyStreamsException e, HttpServletRequest request) {
        if (!e.isOfOrganization()) {
            return unavailable("too many streams are open; try again later", request);
        }
        return overBudget(
                budgets.refused(
                        new OverBudgetException(
                                Budget.STREAMS,
                                RETRY,
                                "the organization has as many streams as it may; close some")),
                request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> anythingElse(Exception e, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            LOG.debug("{} {}: the client has gone", request.getMethod(), request.getRequestURI());
            return null;
        }
        WARNINGS.error(operation(request) + " failed", e);
        return answer(
                new HttpHeaders(),
                Problem.of(
                        ProblemType.INTERNAL,
                        "the request failed; the log of the service says why",
                        request.getRequestURI()));
    }

    /**
     * What Spring itself refuses keeps its status and headers, such as Allow, and gets our words.
     */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var servlet = ((ServletWebRequest) request).getRequest();
        if (status.is5xxServerError()) {
            return anythingElse(e, servlet);
        }
        return answer(
                headers,
                Statuses.problem(status.value(), servlet.getMethod(), servlet.getRequestURI()));
    }

    /** What was asked for, without what the caller put into it. */
    private static String operation(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return request.getMethod() + (pattern == null ? "" : " " + pattern);
    }

    private static ResponseEntity<Object> unavailable(String detail, HttpServletRequest request) {
        return later(
                Problem.of(ProblemType.UNAVAILABLE, detail, request.getRequestURI()),
                Long.toString(RETRY.toSeconds()));
    }

    private static ResponseEntity<Object> later(Problem problem, String seconds) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, seconds);
        return answer(headers, problem);
    }

    private static ResponseEntity<Object> answer(HttpHeaders headers, Problem problem) {
        var all = new HttpHeaders(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return ResponseEntity.status(problem.status()).headers(all).body(problem);
    }
}
