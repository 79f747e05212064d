package dev.parley.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row that decides everything about a conversation. Immutable; steps of the protocol derive the
 * next one from it.
 *
 * @param version grows with every write of the row
 * @param turnNumber number of the newest turn, open or not; 0 before the first
 * @param turn the open turn, if there is one
 * @param dueAt when somebody must look at it again even if no record says so; absent when nothing
 *     is left to do
 * @param lastOutSeq position of the newest reply among the replies, without gaps
 * @param followedUp position of the newest reply up to which each was followed up: told, and looked
 *     after by a post-processor. May lag behind for a moment
 * @param closure how it ended; absent while it goes on
 */
public record Conversation(
        ConversationId id,
        long version,
        Status status,
        Progress progress,
        long turnNumber,
        @Nullable Turn turn,
        @Nullable Instant dueAt,
        Ownership ownership,
        Channel channel,
        long lastOutSeq,
        long followedUp,
        Profile profile,
        Timeline timeline,
        @Nullable Closure closure) {

    /** The row of a conversation whose first message is about to be added. */
    public static Conversation starting(ConversationId id, Channel channel, Instant now) {
        return new Conversation(
                id,
                0,
                Status.NEW,
                Progress.INITIAL,
                0,
                null,
                null,
                Ownership.INITIAL,
                channel,
                0,
                0,
                Profile.INITIAL,
                Timeline.startingAt(now),
                null);
    }

    /** Tells whether its messages belong to a person. */
    public boolean isHumanOwned() {
        return !ownership.isAi() || status == Status.PENDING_HUMAN;
    }

    /** Tells whether some message has no disposition yet. */
    public boolean needsProcessing() {
        return progress.isBehind();
    }

    /** With its version one higher, as every write has it. */
    public Conversation nextVersion() {
        return new Conversation(
                id,
                version + 1,
                status,
                progress,
                turnNumber,
                turn,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                timeline,
                closure);
    }

    public Conversation withStatus(Status value) {
        return new Conversation(
                id,
                version,
                value,
                progress,
                turnNumber,
                turn,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                timeline,
                closure);
    }

    /** With the progress; nothing waits any more when it is not behind. */
    public Conversation withProgress(Progress value) {
        return new Conversation(
                id,
                version,
                status,
                value,
                turnNumber,
                turn,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                value.isBehind() ? timeline : timeline.waitingSince(null),
                closure);
    }

    /** With the turn open; its number becomes the newest. */
    public Conversation withTurn(Turn value) {
        return new Conversation(
                id,
                version,
                status,
                progress,
                value.number(),
                value,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                timeline,
                closure);
    }

    /** With a turn number taken by something that was never an open turn. */
    public Conversation withTurnNumber(long value) {
        return new Conversation(
                id,
                version,
                status,
                progress,
                value,
                turn,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                timeline,
                closure);
    }

    /** With no open turn. */
    public Conversation withoutTurn() {
        return new Conversation(
                id,
                version,
                status,
                progress,
                turnNumber,
                null,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                timeline,
                closure);
    }

    public Conversation withDueAt(@Nullable Instant value) {
        return new Conversation(
                id,
                version,
                status,
                progress,
                turnNumber,
                turn,
                value,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                timeline,
                closure);
    }

    public Conversation withOwnership(Ownership value) {
        return new Conversation(
                id,
                version,
                status,
                progress,
                turnNumber,
                turn,
                dueAt,
                value,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                timeline,
                closure);
    }

    public Conversation withLastOutSeq(long value) {
        return new Conversation(
                id,
                version,
                status,
                progress,
                turnNumber,
                turn,
                dueAt,
                ownership,
                channel,
                value,
                followedUp,
                profile,
                timeline,
                closure);
    }

    /** With every reply up to that position followed up. */
    public Conversation withFollowedUp(long value) {
        return new Conversation(
                id,
                version,
                status,
                progress,
                turnNumber,
                turn,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                value,
                profile,
                timeline,
                closure);
    }

    public Conversation withProfile(Profile value) {
        return new Conversation(
                id,
                version,
                status,
                progress,
                turnNumber,
                turn,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                value,
                timeline,
                closure);
    }

    public Conversation withTimeline(Timeline value) {
        return new Conversation(
                id,
                version,
                status,
                progress,
                turnNumber,
                turn,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                value,
                closure);
    }

    /** With how it ended; null takes an end back. */
    public Conversation withClosure(@Nullable Closure value) {
        return new Conversation(
                id,
                version,
                status,
                progress,
                turnNumber,
                turn,
                dueAt,
                ownership,
                channel,
                lastOutSeq,
                followedUp,
                profile,
                timeline,
                value);
    }
}
