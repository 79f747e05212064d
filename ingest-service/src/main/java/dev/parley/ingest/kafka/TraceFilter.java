package dev.parley.ingest.kafka;

import dev.parley.kafka.TraceScope;
import dev.parley.runtime.TraceContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes everything a request publishes part of the trace its {@code traceparent} names, or of a new
 * one when it names none or a malformed one.
 */
final class TraceFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var trace =
                Optional.ofNullable(request.getHeader(TraceContext.HEADER))
                        .flatMap(TraceContext::parse)
                        .map(TraceContext::child)
                        .orElseGet(TraceContext::root);
        try {
            TraceScope.<Boolean, Exception>call(
                    trace,
                    () -> {
                        chain.doFilter(request, response);
                        return true;
                    });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a filter threw what filters cannot throw", e);
        }
    }
}
