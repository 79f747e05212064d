package dev.parley.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open turn: one run of the pipeline that answers the inbound messages in (from, through].
 *
 * @param number grows by one with every turn of the conversation
 * @param from watermark at the claim, exclusive
 * @param through newest message the turn answers, inclusive
 * @param attempt second half of the fence; grows with every begin, failure and reclaim
 * @param begins how often an executor began it
 * @param failures how often it failed for a cause of its own; rebalances and crashes do not count
 * @param phase whether it waits for an executor or has one
 * @param leaseUntil until when its holder is believed alive
 * @param notBefore earliest next begin, after a failure
 * @param ownershipEpoch the conversation's epoch at the claim
 * @param claimedAt when it was claimed first
 * @param lastFailure what went wrong last
 */
public record Turn(
        long number,
        long from,
        long through,
        int attempt,
        int begins,
        int failures,
        Phase phase,
        Instant leaseUntil,
        @Nullable Instant notBefore,
        long ownershipEpoch,
        Instant claimedAt,
        @Nullable String lastFailure) {
    /** Whether the turn waits for an executor or has one. */
    public enum Phase {
        PLANNED,
        RUNNING
    }

    /** The turn's id, unique within its organization. */
    public static String id(ConversationId conversation, long number) {
        return conversation.conversation() + "~" + number;
    }

    /** What a write of this turn's current holder must carry. */
    public Fence fence() {
        return new Fence(number, attempt);
    }

    /** Tells whether the position is one this turn answers. */
    public boolean covers(long seq) {
        return seq > from && seq <= through;
    }

    /** Tells whether it answers what was parked before: its range lies below the watermark. */
    public boolean isRedrive(Progress progress) {
        return through <= progress.answeredThrough();
    }

    /** Tells whether the holder's time is up. */
    public boolean isLapsed(Instant now) {
        return !leaseUntil.isAfter(now);
    }

    /** Until when a failure's back-off still runs; null when none does. */
    public @Nullable Instant heldBackUntil(Instant now) {
        return notBefore != null && notBefore.isAfter(now) ? notBefore : null;
    }

    /** Planned, for whoever begins next; every older fence is dead. */
    public Turn planned(Instant lease, @Nullable Instant earliest) {
        return new Turn(
                number,
                from,
                through,
                attempt + 1,
                begins,
                failures,
                Phase.PLANNED,
                lease,
                earliest,
                ownershipEpoch,
                claimedAt,
                lastFailure);
    }

    /** Running under a new fence, answering through the given position. */
    public Turn begun(long newThrough, Instant lease) {
        return new Turn(
                number,
                from,
                newThrough,
                attempt + 1,
                begins + 1,
                failures,
                Phase.RUNNING,
                lease,
                null,
                ownershipEpoch,
                claimedAt,
                lastFailure);
    }

    /** With one more failure on its account. */
    public Turn failed(String cause) {
        return new Turn(
                number,
                from,
                through,
                attempt,
                begins,
                failures + 1,
                phase,
                leaseUntil,
                notBefore,
                ownershipEpoch,
                claimedAt,
                cause);
    }

    /** With its last begin taken back, for nothing was tried. */
    public Turn notBegun(String cause) {
        return new Turn(
                number,
                from,
                through,
                attempt,
                Math.max(0, begins - 1),
                failures,
                phase,
                leaseUntil,
                notBefore,
                ownershipEpoch,
                claimedAt,
                cause);
    }

    /** With its lease at the given moment. */
    public Turn leasedUntil(Instant lease) {
        return new Turn(
                number,
                from,
                through,
                attempt,
                begins,
                failures,
                phase,
                lease,
                notBefore,
                ownershipEpoch,
                claimedAt,
                lastFailure);
    }
}
