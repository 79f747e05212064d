package dev.parley.ingest.http;

import dev.parley.ingest.PublishingGate;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what changes something at once while nothing that is published is acknowledged. */
final class PublishingFilter extends OncePerRequestFilter {
    private final PublishingGate gate;
    private final Refusals refusals;

    PublishingFilter(PublishingGate gate, Refusals refusals) {
        this.gate = gate;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return BudgetFilter.isReading(request) || !request.getRequestURI().startsWith("/v1/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!gate.enter()) {
            refusals.unavailable(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            gate.leave();
        }
    }
}
