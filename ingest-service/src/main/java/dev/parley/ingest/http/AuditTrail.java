package dev.parley.ingest.http;

import dev.parley.conversation.audit.AuditEntry;
import dev.parley.conversation.audit.AuditEntry.Action;
import dev.parley.conversation.audit.AuditEntry.Actor;
import dev.parley.conversation.audit.AuditLog;
import dev.parley.conversation.audit.CustomerDigest;
import dev.parley.ingest.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Tells what the request at hand did, once it is done. When that cannot be kept the request
 * succeeds all the same, for undoing it is not possible and a new key would be lost; the whole
 * entry goes to the log as an error and is counted.
 */
final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final AuditLog log;
    private final InstantSource clock;
    private final Counter lost;

    AuditTrail(AuditLog log, InstantSource clock, MeterRegistry meters) {
        this.log = log;
        this.clock = clock;
        this.lost =
                Counter.builder("parley.audit.lost")
                        .description("Audit entries that are in the log of the service alone")
                        .register(meters);
    }

    /**
     * Tells it.
     *
     * @param organization null for what belongs to none
     * @param target null for the organization itself
     */
    void tell(Action action, @Nullable String organization, @Nullable String target) {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (!(who instanceof CallerAuthentication known)) {
            throw new IllegalStateException("nobody is known to have asked for " + action);
        }
        var caller = known.getPrincipal();
        keep(
                new AuditEntry(
                        organization,
                        actor(caller),
                        action,
                        target,
                        caller instanceof Caller.Customer ? null : address(known),
                        clock.instant()));
    }

    /** Tells what was done to a customer, whose id is not kept. */
    void tellOfCustomer(Action action, String organization, String customer) {
        tell(action, organization, "customer " + CustomerDigest.of(organization, customer));
    }

    private static @Nullable String address(CallerAuthentication known) {
        return known.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : null;
    }

    private void keep(AuditEntry entry) {
        try {
            log.add(entry);
        } catch (RuntimeException e) {
            lost.increment();
            LOG.error("could not be kept, and is told here alone: {}", entry, e);
        }
    }

    private static Actor actor(Caller caller) {
        return switch (caller) {
            case Caller.Operator _ -> new Actor(Actor.Kind.OPERATOR, null);
            case Caller.Member member -> new Actor(Actor.Kind.KEY, member.keyId());
            case Caller.Customer(var conversation, var author, var _) ->
                    new Actor(
                            Actor.Kind.TOKEN,
                            CustomerDigest.of(conversation.organization(), author.id()));
        };
    }
}
