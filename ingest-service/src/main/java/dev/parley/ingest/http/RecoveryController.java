package dev.parley.ingest.http;

import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.conversation.recovery.Recovery;
import dev.parley.conversation.recovery.RecoveryReport;
import dev.parley.conversation.recovery.TooMuchHistoryException;
import dev.parley.ingest.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes a store whole again that lost its newest commits. For the operator. */
@RestController
final class RecoveryController {
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Recovery recovery;
    private final RequestBodies bodies;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Semaphore one = new Semaphore(1);

    RecoveryController(
            Recovery recovery, RequestBodies bodies, AuditTrail audit, InstantSource clock) {
        this.recovery = recovery;
        this.bodies = bodies;
        this.audit = audit;
        this.clock = clock;
    }

    /** The body as it came. */
    record RecoveryRequest(@Nullable String since) {}

    /** Returns when it is done; the same again is harmless. */
    @PostMapping(path = "/v1/recovery", produces = MediaType.APPLICATION_JSON_VALUE)
    RecoveryReport recover(HttpServletRequest request, @AuthenticationPrincipal Caller caller)
            throws InterruptedException {
        if (!(caller instanceof Caller.Operator)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "only the operator may recover a store");
        }
        var since = since(bodies.read(request, RecoveryRequest.class).since());
        if (!one.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.NOT_AS_THINGS_ARE, "a recovery is running; wait for its end");
        }
        try {
            var report = recovery.run(since);
            audit.tell(Action.STORE_RECOVERED, null, since.toString());
            return report;
        } catch (TooMuchHistoryException e) {
            throw ProblemException.field("since", String.valueOf(e.getMessage()));
        } finally {
            one.release();
        }
    }

    private Instant since(@Nullable String text) {
        var since = Rules.moment("since", text);
        if (since == null) {
            throw ProblemException.field("since", "is missing: a moment before the first loss");
        }
        var now = clock.instant();
        if (since.isAfter(now) || since.isBefore(now.minus(LONGEST))) {
            throw ProblemException.field(
                    "since", "must be within the last 7 days, which is what the topics remember");
        }
        return since;
    }
}
