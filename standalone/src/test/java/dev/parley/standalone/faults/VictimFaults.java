package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Events;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Triggers.WakeReason;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.turn.Append;
import dev.parley.conversation.turn.Claim;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a {@link Victim}: it tells on standard output how far the watched conversation
 * comes, keeps the sweep away from it, and ends the JVM where it is told to.
 */
final class VictimFaults implements Intervention {
    static final int EXIT_CODE = 137;

    private static final String ALL = "*";
    private static final Duration HOLD_LIMIT = Duration.ofSeconds(30);

    private volatile String watched;
    private volatile boolean muted = true;
    private volatile @Nullable FaultPoint deadly;
    private volatile @Nullable CountDownLatch second;
    private volatile boolean failing;
    private volatile boolean skipping;

    /**
     * @param watched the conversation to watch, or {@code *} for all, which the sweep still sees
     */
    VictimFaults(String watched) {
        this.watched = watched;
    }

    /** From now on this conversation is told about and not swept. */
    void watch(String conversation) {
        watched = conversation;
        muted = true;
    }

    /** Lets the sweep see the watched conversation. */
    void unmute() {
        muted = false;
    }

    /** Ends the JVM as soon as the watched conversation reaches the place. */
    void dieAt(FaultPoint point) {
        deadly = point;
    }

    /** Holds the turn between its model and its commit until a second message is stored. */
    void hold() {
        second = new CountDownLatch(1);
    }

    /** Fails the next call of the model for the watched conversation. */
    void failModel() {
        failing = true;
    }

    /** Completes records of the watched conversation without their claims. */
    void skipClaims() {
        skipping = true;
    }

    @Override
    public void reached(FaultPoint point, @Nullable ConversationId conversation) {
        if (!isWatched(conversation)) {
            return;
        }
        say("reached " + point + " " + conversation);
        if (point == deadly) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        var latch = second;
        if (point == FaultPoint.AFTER_MODEL && latch != null) {
            say("held " + conversation);
            Bound.await("a second message is stored", HOLD_LIMIT, latch);
        }
    }

    @Override
    public void applied(Step<?> step, @Nullable Object outcome) {
        var latch = second;
        if (latch != null
                && isWatched(step.conversation())
                && outcome instanceof Append.Outcome.Appended appended
                && appended.seq() > 1) {
            latch.countDown();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a claim's outcome is the outcome of what stands in for it
    public <O> Step<O> step(Step<O> step) {
        if (skipping && step instanceof Claim && isWatched(step.conversation())) {
            say("skipped " + step.conversation());
            return (Step<O>) new NoClaim(step.conversation());
        }
        return step;
    }

    @Override
    public boolean wakes(ConversationId conversation, WakeReason reason) {
        if (reason == WakeReason.DUE && muted && watched.equals(conversation.toString())) {
            say("muted " + conversation);
            return false;
        }
        return true;
    }

    @Override
    public void published(ConversationId conversation, Events.Kind kind, @Nullable Long turn) {
        if (isWatched(conversation)) {
            say("event " + kind + " " + turn + " " + conversation);
        }
    }

    @Override
    public void beforeModel(ModelRequest request) throws ModelException {
        // The request names the turn, conversation~number.attempt; the conversation's key has the
        // organization first.
        if (failing && watched.endsWith("/" + request.requestId().replaceAll("~.*", ""))) {
            failing = false;
            throw new ModelException(
                    ModelException.Kind.UNAVAILABLE, "failed by the test", null, null);
        }
    }

    private boolean isWatched(@Nullable ConversationId conversation) {
        return conversation != null
                && (watched.equals(ALL) || watched.equals(conversation.toString()));
    }

    /** One line to whoever started the JVM, whole and at once. */
    static void say(String line) {
        System.out.println(line);
    }

    private record NoClaim(ConversationId conversation) implements Step<Claim.Outcome> {
        @Override
        public Decision<Claim.Outcome> decide(Situation situation, Instant now) {
            return Decision.unchanged(new Claim.Outcome.Idle(null));
        }
    }
}
