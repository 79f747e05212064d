package dev.parley.standalone;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what would write while the disk is nearly full: a message that is not accepted can be
 * sent again. Reading and erasing go on.
 */
final class FullDiskFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(FullDiskFilter.class);
    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH");
    private static final String RETRY_SECONDS = "30";
    private static final long LOG_NANOS = 60_000_000_000L;

    private final FreeSpace space;
    private final AtomicLong nextLog = new AtomicLong(System.nanoTime());

    FullDiskFilter(FreeSpace space) {
        this.space = space;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!WRITING.contains(request.getMethod()) || !space.isLow()) {
            chain.doFilter(request, response);
            return;
        }
        log();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", RETRY_SECONDS);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter()
                .write(
                        """
                        {"type":"about:blank","title":"Out of space","status":503,\
                        "detail":"Parley has too little free disk space to take anything in; try again later"}
                        """);
    }

    private void log() {
        var now = System.nanoTime();
        var due = nextLog.get();
        if (now - due >= 0 && nextLog.compareAndSet(due, now + LOG_NANOS)) {
            LOG.error("nothing is taken in: {}", space.describe());
        }
    }
}
