package dev.parley.conversation.turn;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Disposition;
import dev.parley.conversation.Fence;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Step 7b: records that an attempt failed for a cause of its own; the turn rests and is tried
 * again, or, when tries are over or of no use, is parked: its reply is the apology and a person
 * takes over.
 *
 * <p>A planner that cannot plan its turn may fail it too. Messages of a turn that was parked before
 * are parked again, by this one.
 *
 * @param cause one line for the operator
 * @param next whether another try is of use
 * @param apology the reply that is stored when tries are over
 * @param grace how long what is left to do may stay unattended
 */
public record Fail(
        ConversationId conversation,
        Fence fence,
        String cause,
        Next next,
        RetryPolicy policy,
        ReplyDraft apology,
        Duration grace)
        implements Step<Fail.Outcome> {

    /** Whether another try is of use. */
    public sealed interface Next {
        /** After the policy's rest. */
        Next LATER = new Later(Duration.ZERO);

        /**
         * After a rest.
         *
         * @param asked what was asked for by whoever failed; the rest is at least that, up to the
         *     policy's longest, and at least the policy's own
         */
        record Later(Duration asked) implements Next {}

        /**
         * Nothing was tried, for what it needs is known to be away: no failure is counted, and the
         * begin does not count either. A turn that has met nothing else for as long as the policy's
         * patience is parked.
         *
         * @param asked how long the turn is to rest, within the same bounds
         */
        record Away(Duration asked) implements Next {}

        /** The same would fail the same: the turn is parked, however few its failures. */
        record Never() implements Next {}
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** It is tried again, not before its {@code notBefore}. */
        record Retrying(Conversation row, Turn turn) implements Outcome {}

        /** Tries are over. */
        record Parked(Conversation row, Reply reply, int failures) implements Outcome {}

        /** The turn is somebody else's, or over: the failure does not count. */
        record Fenced() implements Outcome {}
    }

    @Override
    public Decision<Outcome> decide(Situation situation, Instant now) {
        var row = situation.conversation().orElse(null);
        var turn = Fences.holding(row, fence);
        if (row == null || turn == null) {
            return Decision.unchanged(new Outcome.Fenced());
        }
        var failed = next instanceof Next.Away ? turn.notBegun(cause, now) : turn.failed(cause);
        var rest = rest(failed, now);
        if (rest == null) {
            var ending =
                    Ending.of(
                            situation,
                            row,
                            failed,
                            apology,
                            Disposition.Kind.PARKED,
                            cause,
                            true,
                            grace,
                            now);
            return new Decision<>(
                    new Outcome.Parked(ending.row(), ending.reply(), failed.failures()),
                    ending.changes());
        }
        var earliest = now.plus(rest);
        var resting = failed.resting(earliest);
        var saved = Due.in(row.withTurn(resting), situation, now, grace).nextVersion();
        return Decision.of(
                new Outcome.Retrying(saved, resting), new Change.SaveConversation(saved));
    }

    /** How long the turn rests; null when tries are over. */
    private @Nullable Duration rest(Turn failed, Instant now) {
        if (next instanceof Next.Away(var asked)) {
            return awayRest(failed, asked, now);
        }
        if (failed.failures() >= policy.maxFailures()
                || failed.begins() >= policy.maxBegins()
                || failed.emissions() > policy.maxEmissions()) {
            return null;
        }
        return switch (next) {
            case Next.Later(var asked) -> policy.delay(conversation, failed.failures(), asked);
            case Next.Away _, Next.Never() -> null;
        };
    }

    /** Patience counts from the first time it was away. */
    private @Nullable Duration awayRest(Turn failed, Duration asked, Instant now) {
        var since = Objects.requireNonNull(failed.awaySince());
        var left = Duration.between(now, since.plus(policy.patience()));
        var rest = policy.delay(conversation, 1, asked);
        return left.isPositive() ? (rest.compareTo(left) < 0 ? rest : left) : null;
    }
}
