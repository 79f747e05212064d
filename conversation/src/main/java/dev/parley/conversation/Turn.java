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
 * @param emissions how often its plan was due to be emitted since it last began or failed
 * @param phase whether it waits for an executor or has one
 * @param leaseUntil until when its holder is believed alive
 * @param notBefore earliest next begin, after a failure
 * @param holder the instance that claimed it or runs it, whose death ends its lease; null when none
 *     is known
 * @param ownershipEpoch the conversation's epoch at the claim
 * @param claimedAt when it was claimed first
 * @param awaySince since when what it needs is away and nothing was tried; null when it is not
 * @param lastFailure what went wrong last
 */
public record Turn(
        long number,
        long from,
        long through,
        int attempt,
        int begins,
        int failures,
        int emissions,
        Phase phase,
        Instant leaseUntil,
        @Nullable Instant notBefore,
        @Nullable String holder,
        long ownershipEpoch,
        Instant claimedAt,
        @Nullable Instant awaySince,
        @Nullable String lastFailure) {
    /** Whether the turn waits for an executor or has one. */
    public enum Phase {
        PLANNED,
        RUNNING
    }

    /** One that nobody is known to hold, and for which nothing is away. */
    public Turn(
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
        this(
                number,
                from,
                through,
                attempt,
                begins,
                failures,
                0,
                phase,
                leaseUntil,
                notBefore,
                null,
                ownershipEpoch,
                claimedAt,
                null,
                lastFailure);
    }

    /** A new turn whose plan has not been emitted yet. */
    public static Turn opened(
            long number, long from, long through, long ownershipEpoch, Instant now) {
        return new Turn(
                number,
                from,
                through,
                0,
                0,
                0,
                Phase.PLANNED,
                now,
                null,
                ownershipEpoch,
                now,
                null);
    }

    /** The turn's id, unique within its organization. */
    public static String id(ConversationId conversation, long number) {
        return conversation.conversation() + "~" + number;
    }

    /** What a write of this turn's current holder must carry. */
    public Fence fence() {
        return new Fence(number, attempt, claimedAt);
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

    /** Planned, its plan to be emitted by the holder; the fence of another phase is dead. */
    public Turn emitted(Instant lease, @Nullable String planner) {
        return with(
                new Tries(
                        phase == Phase.PLANNED ? attempt : attempt + 1,
                        begins,
                        failures,
                        emissions + 1),
                new Holding(Phase.PLANNED, lease, null, planner),
                through,
                awaySince,
                lastFailure);
    }

    /** Planned and at rest until then; every older fence is dead. */
    public Turn resting(Instant earliest) {
        return with(
                new Tries(attempt + 1, begins, failures, 0),
                new Holding(Phase.PLANNED, earliest, earliest, null),
                through,
                awaySince,
                lastFailure);
    }

    /** Running under a new fence, answering through the given position. */
    public Turn begun(long newThrough, Instant lease, @Nullable String executor) {
        return with(
                new Tries(attempt + 1, begins + 1, failures, 0),
                new Holding(Phase.RUNNING, lease, null, executor),
                newThrough,
                awaySince,
                lastFailure);
    }

    /** With one more failure on its account: what it needs was there to be tried. */
    public Turn failed(String cause) {
        return with(
                new Tries(attempt, begins, failures + 1, emissions),
                holding(),
                through,
                null,
                cause);
    }

    /**
     * With its last begin taken back, for nothing was tried: what it needs is away, since now
     * unless it was before.
     */
    public Turn notBegun(String cause, Instant now) {
        return with(
                new Tries(attempt, Math.max(0, begins - 1), failures, emissions),
                holding(),
                through,
                awaySince == null || awaySince.isAfter(now) ? now : awaySince,
                cause);
    }

    /** With its lease at the given moment. */
    public Turn leasedUntil(Instant lease) {
        return with(
                new Tries(attempt, begins, failures, emissions),
                new Holding(phase, lease, notBefore, holder),
                through,
                awaySince,
                lastFailure);
    }

    private record Tries(int attempt, int begins, int failures, int emissions) {}

    private record Holding(
            Phase phase,
            Instant leaseUntil,
            @Nullable Instant notBefore,
            @Nullable String holder) {}

    private Holding holding() {
        return new Holding(phase, leaseUntil, notBefore, holder);
    }

    private Turn with(
            Tries tries,
            Holding holding,
            long newThrough,
            @Nullable Instant away,
            @Nullable String cause) {
        return new Turn(
                number,
                from,
                newThrough,
                tries.attempt(),
                tries.begins(),
                tries.failures(),
                tries.emissions(),
                holding.phase(),
                holding.leaseUntil(),
                holding.notBefore(),
                holding.holder(),
                ownershipEpoch,
                claimedAt,
                away,
                cause);
    }
}
