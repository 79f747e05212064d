package dev.parley.ingest;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.deadletter.DeadLetter;
import dev.parley.conversation.deadletter.DeadLetterState;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.deadletter.Redelivery;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.turn.Discard;
import dev.parley.conversation.turn.Redrive;
import java.time.Duration;

/**
 * Step 11 of the turn protocol: an operator gives what was given up to the pipeline again, or lets
 * it be. Every request may be repeated: what follows it comes again, nobody is answered twice.
 * Thread-safe.
 */
public final class DeadLetterDecisions {
    private final DeadLetters letters;
    private final ConversationStore store;
    private final Triggers triggers;
    private final Redelivery redelivery;
    private final Limits limits;

    /** Makes them. */
    public DeadLetterDecisions(
            DeadLetters letters,
            ConversationStore store,
            Triggers triggers,
            Redelivery redelivery,
            Limits limits) {
        this.letters = letters;
        this.store = store;
        this.triggers = triggers;
        this.redelivery = redelivery;
        this.limits = limits;
    }

    /**
     * What a redrive keeps to.
     *
     * @param within how old a message may be where its organization does not say
     * @param grace how long what is left to do may stay unattended
     */
    public record Limits(Organizations organizations, Duration within, Duration grace) {
        private Duration within(String organization) {
            return organizations
                    .find(organization)
                    .map(found -> found.policies().redriveWithin())
                    .orElse(within);
        }
    }

    /** What came of a request. */
    public sealed interface Outcome {
        /**
         * It is as asked for.
         *
         * @param letter after it
         */
        record Done(DeadLetter letter) implements Outcome {}

        /** A turn of the conversation is open; asked again after its end it may be done. */
        record Busy(String reason) implements Outcome {}

        /** The answer would come too late, but by force. */
        record Stale(String reason) implements Outcome {}

        /** Not as things are. */
        record Refused(String reason) implements Outcome {}
    }

    /**
     * Gives it to the pipeline again: a parked turn's messages as a new turn, a record as it was.
     *
     * @param force answer messages of any age, and publish a record again that was before
     * @param by who asks
     * @throws NotAcceptedException when it may be half done; asked again it goes on
     */
    public Outcome redrive(DeadLetter letter, boolean force, String by) {
        if (letter.decision().state() == DeadLetterState.DISCARDED) {
            return new Outcome.Refused("it was discarded by " + letter.decision().by());
        }
        var id = letter.conversationId();
        var turn = letter.turn();
        return id == null || turn == null
                ? publishAgain(letter, force, by)
                : openAgain(letter, id, turn, force, by);
    }

    private Outcome publishAgain(DeadLetter letter, boolean force, String by) {
        if (letter.decision().state() == DeadLetterState.REDRIVEN && !force) {
            return new Outcome.Done(letter);
        }
        if (letter.record().value() == null) {
            return new Outcome.Refused("nothing is kept of the record's value: " + letter.cause());
        }
        try {
            redelivery.again(letter.record());
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw new NotAcceptedException("a record could not be published again", e);
        }
        return decided(letter, DeadLetterState.REDRIVEN, by);
    }

    private Outcome openAgain(
            DeadLetter letter, ConversationId id, long turn, boolean force, String by) {
        var within = limits.within(id.organization());
        return switch (store.apply(new Redrive(id, turn, within, force, limits.grace()))) {
            case Redrive.Outcome.Redriven _, Redrive.Outcome.UnderWay _ -> {
                wake(id);
                yield decided(letter, DeadLetterState.REDRIVEN, by);
            }
            // Another request came first, or what it parked was answered or discarded since.
            case Redrive.Outcome.NotParked _ -> decided(letter, DeadLetterState.REDRIVEN, by);
            case Redrive.Outcome.Busy(var _, var open) ->
                    new Outcome.Busy(
                            "turn %d of the conversation is open; try again after it"
                                    .formatted(open.number()));
            case Redrive.Outcome.Earlier(var earlier) ->
                    new Outcome.Refused(
                            "turn %d of the conversation is parked too and comes first; redrive or discard it"
                                    .formatted(earlier));
            case Redrive.Outcome.NotOurs _ ->
                    new Outcome.Refused(
                            "a person has the conversation; it can be redriven once it is given back");
            case Redrive.Outcome.Stale(var oldest, var allowed) ->
                    new Outcome.Stale(
                            "its oldest message is of %s, and %s is the most; force answers it all the same"
                                    .formatted(oldest, allowed));
        };
    }

    private void wake(ConversationId id) {
        try {
            triggers.wake(id, Triggers.WakeReason.OPERATOR);
        } catch (RuntimeException e) {
            throw new NotAcceptedException("the wakeup of a redriven turn failed", e);
        }
    }

    /**
     * Lets it be.
     *
     * @param by who asks
     */
    public Outcome discard(DeadLetter letter, String by) {
        var id = letter.conversationId();
        var turn = letter.turn();
        if (letter.decision().state() == DeadLetterState.DISCARDED) {
            return new Outcome.Done(letter);
        }
        if (id == null || turn == null) {
            return decided(letter, DeadLetterState.DISCARDED, by);
        }
        return switch (store.apply(new Discard(id, turn, by))) {
            case Discard.Outcome.Discarded _ -> decided(letter, DeadLetterState.DISCARDED, by);
            case Discard.Outcome.UnderWay(var _, var open) ->
                    new Outcome.Busy(
                            "turn %d answers its messages at this moment".formatted(open.number()));
            case Discard.Outcome.NotParked _ ->
                    letter.decision().state() == DeadLetterState.REDRIVEN
                            ? new Outcome.Refused("it was redriven, and is no longer parked")
                            : decided(letter, DeadLetterState.DISCARDED, by);
        };
    }

    /** The first decision of a kind stands, with who made it. */
    private Outcome decided(DeadLetter letter, DeadLetterState state, String by) {
        return new Outcome.Done(
                letter.decision().state() == state
                        ? letter
                        : letters.decide(letter.id(), state, by).orElse(letter));
    }
}
