package dev.parley.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a reply's delivery has come.
 *
 * @param attempts how often a send was started
 * @param until SENDING: when its outcome counts as unknown. RETRY: the earliest next send
 * @param providerId the id the channel gave the sent message
 * @param cause why it is where it is, for RETRY, AMBIGUOUS, FAILED and CANCELLED
 */
public record DeliveryState(
        Phase phase,
        int attempts,
        @Nullable Instant until,
        @Nullable String providerId,
        @Nullable String cause) {
    /** A delivery that waits for its first send. */
    public static final DeliveryState PENDING =
            new DeliveryState(Phase.PENDING, 0, null, null, null);

    /** A delivery of a pulled channel: stored is sent. */
    public static final DeliveryState BORN_SENT =
            new DeliveryState(Phase.SENT, 0, null, null, null);

    /** The states of a delivery. */
    public enum Phase {
        PENDING,
        SENDING,
        RETRY,
        /** The send's outcome is unknown; later replies wait until this is settled. */
        AMBIGUOUS,
        SENT,
        FAILED,
        CANCELLED;

        /** Tells whether nothing more will happen to it. */
        public boolean isFinal() {
            return this == SENT || this == FAILED || this == CANCELLED;
        }
    }

    public DeliveryState sending(Instant deadline) {
        return new DeliveryState(Phase.SENDING, attempts + 1, deadline, null, null);
    }

    public DeliveryState sent(@Nullable String newProviderId) {
        return new DeliveryState(Phase.SENT, attempts, null, newProviderId, null);
    }

    public DeliveryState retryAt(Instant earliest, String why) {
        return new DeliveryState(Phase.RETRY, attempts, earliest, null, why);
    }

    public DeliveryState ambiguous(String why) {
        return new DeliveryState(Phase.AMBIGUOUS, attempts, null, null, why);
    }

    public DeliveryState failed(String why) {
        return new DeliveryState(Phase.FAILED, attempts, null, null, why);
    }

    public DeliveryState cancelled(String why) {
        return new DeliveryState(Phase.CANCELLED, attempts, null, null, why);
    }
}
