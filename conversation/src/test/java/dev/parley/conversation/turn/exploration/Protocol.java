package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Turn;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Leases;
import dev.parley.conversation.turn.Situation;
import dev.parley.conversation.turn.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the protocol rests on, each in one method, so that a negative control can take it away. As
 * it stands it is the protocol.
 */
class Protocol {
    /** The real step decides. */
    <O> Decision<O> decide(Step<O> step, Situation situation, Instant now) {
        return step.decide(situation, now);
    }

    /** Tells whether a planner has anything to do in a conversation. */
    boolean needsALook(Conversation row) {
        return row.needsProcessing() || row.turn() != null || row.dueAt() != null;
    }

    /**
     * Rule 0 for a planner that finds the cooldown busy: it leaves only if the open turn's lease is
     * valid and its record is a message's whose plan cannot be lost with it. A wakeup never leaves:
     * somebody has looked, and the store knows whether the turn's holder is alive.
     *
     * @param row as append or a read returned it, before the cooldown was tried
     * @param seq position of the record's message, null for a wakeup
     */
    boolean mayLeaveWhenBusy(Conversation row, @Nullable Long seq, Instant now) {
        var turn = row.turn();
        if (turn == null || seq == null || turn.isLapsed(now)) {
            return false;
        }
        return turn.phase() == Turn.Phase.RUNNING || !turn.covers(seq);
    }

    /** The sweep finds what is due, and what is due at a moment of another clock. */
    boolean isDue(Instant dueAt, Leases leases, Instant now) {
        return leases.isDue(dueAt, now);
    }

    /** The sweep finds running turns whose holder's lease has lapsed. */
    boolean findsAbandoned() {
        return true;
    }

    /** A turn whose plan was emitted too often is failed, not planned. */
    boolean countsEmissions() {
        return true;
    }

    /** A record's offset is committed when its work is done, not when it is read. */
    boolean keepsRecordsUntilDone() {
        return true;
    }

    /** The cooldown is released by the turn that holds it. */
    boolean releasesCooldown(long holder, long turn) {
        return holder == turn;
    }

    /** A turn's end leaves a wakeup behind if something is unanswered. */
    boolean owesWakeup(@Nullable Conversation row) {
        return row != null && row.needsProcessing() && row.turn() == null;
    }

    /** What a crash left of an erasure is removed by retention. */
    boolean finishesErasures() {
        return true;
    }

    /** Replies that nobody followed up are announced again in time. */
    boolean scansForFollowUps() {
        return true;
    }

    /** Recovery puts back what was told before it publishes what is missing. */
    boolean putsBackFirst() {
        return true;
    }

    /** Recovery does erasures again, and leaves alone what came before them. */
    boolean erasesFirst() {
        return true;
    }
}
