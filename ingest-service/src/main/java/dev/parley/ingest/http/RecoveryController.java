package dev.parley.ingest.http;

import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.conversation.recovery.Recovery;
import dev.parley.conversation.recovery.RecoveryReport;
import dev.parley.conversation.recovery.StoreMark;
import dev.parley.conversation.recovery.StoreWatch;
import dev.parley.conversation.recovery.TooMuchHistoryException;
import dev.parley.ingest.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes a store whole again that lost its newest commits. For the operator. */
@RestController
final class RecoveryController {
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Recovery recovery;
    private final @Nullable StoreWatch watch;
    private final RequestBodies bodies;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Semaphore one = new Semaphore(1);

    /** Takes its parts; a store that cannot be marked is not watched. */
    RecoveryController(
            Recovery recovery,
            ObjectProvider<StoreWatch> watch,
            RequestBodies bodies,
            AuditTrail audit,
            InstantSource clock) {
        this.recovery = recovery;
        this.watch = watch.getIfUnique();
        this.bodies = bodies;
        this.audit = audit;
        this.clock = clock;
    }

    /** The body as it came. */
    record RecoveryRequest(@Nullable String since) {}

    /** Returns when it is done; the same again is harmless. */
    @PostMapping(path = "/v1/recovery", produces = MediaType.APPLICATION_JSON_VALUE)
    RecoveryView recover(HttpServletRequest request, @AuthenticationPrincipal Caller caller)
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
            var report = told(recovery.run(since), since);
            audit.tell(Action.STORE_RECOVERED, null, since.toString());
            return report;
        } catch (TooMuchHistoryException e) {
            throw ProblemException.field("since", String.valueOf(e.getMessage()));
        } finally {
            one.release();
        }
    }

    /**
     * A store with all its replies in their places is whole, if the recovery began early enough.
     */
    private RecoveryView told(RecoveryReport report, Instant since) {
        if (watch == null || report.behind() > 0) {
            return RecoveryView.of(report, null);
        }
        var held = watch.recovered(since).flatMap(setback -> Optional.ofNullable(setback.held()));
        return RecoveryView.of(report, held.map(StoreMark::at).orElse(null));
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
