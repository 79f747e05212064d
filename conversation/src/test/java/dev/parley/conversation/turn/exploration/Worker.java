package dev.parley.conversation.turn.exploration;

import java.util.Locale;

/**
 * A worker between two of its steps: everything it would lose in a crash.
 *
 * @param record what it works on: number of the message, the plan's turn or the reply's turn; 0 is
 *     a wakeup
 * @param position planner: the message's position, 0 for a wakeup. Executor: the plan's end.
 *     Sender: the reply's position among the replies
 * @param turn the turn whose lock or fence it may hold, 0 for none
 * @param attempt what {@link World#fenceOf} says of the turn it holds; sender: the send's attempt
 * @param notes planner: 1 if it may leave when the cooldown is busy; the plan's end when planning.
 *     Executor: positions in its prompt as bits; when announcing 1 if a wakeup is owed, and the
 *     commit's number above that. Sender: how the call ended
 * @param revoked its record has gone to another worker
 * @param paused it does nothing until it resumes
 */
record Worker(
        Stage stage,
        int record,
        int position,
        long turn,
        int attempt,
        int notes,
        boolean revoked,
        boolean paused) {
    static final Worker IDLE = new Worker(Stage.IDLE, 0, 0, 0, 0, 0, false, false);

    /** Where it stands; the comment says what it does next. */
    enum Stage {
        IDLE,
        /** Planner that knows the row: takes the cooldown. */
        INFORMED,
        /** Planner that holds the cooldown or goes on without: claims. */
        CLAIMING,
        /** Planner that has claimed: emits the plan. */
        PLANNING,
        /** Executor that has begun: asks the model and commits. */
        WORKING,
        /** Executor that has begun too often: fails the turn. */
        EXHAUSTED,
        /** Executor that has committed: emits the reply and what follows. */
        ANNOUNCING,
        /** Sender: looks for the next reply to send. */
        LOOKING,
        /** Sender that has marked a reply: calls the channel. */
        CALLING,
        /** Sender after the call: records how it ended. */
        SETTLING,
        /** Sender that found an ambiguous send: closes it by policy. */
        CLOSING
    }

    /** How a call to the channel ended. */
    enum Call {
        TAKEN,
        REFUSED,
        UNANSWERED
    }

    static Worker at(Stage stage, int record, int position) {
        return new Worker(stage, record, position, 0, 0, 0, false, false);
    }

    Worker to(Stage next, long newTurn, int newAttempt, int newNotes) {
        return new Worker(next, record, position, newTurn, newAttempt, newNotes, revoked, paused);
    }

    Worker sending(Stage next, long outSeq, int newAttempt, Call call) {
        return new Worker(
                next, record, (int) outSeq, 0, newAttempt, call.ordinal(), revoked, paused);
    }

    /** A sender that is through with one reply. */
    Worker lookingAgain() {
        return new Worker(Stage.LOOKING, record, 0, 0, 0, 0, revoked, paused);
    }

    Worker withRevoked() {
        return new Worker(stage, record, position, turn, attempt, notes, true, paused);
    }

    Worker withPaused(boolean value) {
        return new Worker(stage, record, position, turn, attempt, notes, revoked, value);
    }

    boolean isIdle() {
        return stage == Stage.IDLE;
    }

    /** It owns its partition and is busy, so that no other worker gets a record of this key. */
    boolean holdsTheKey() {
        return !isIdle() && !revoked;
    }

    /** Of an executor that announces: the number of its commit, 0 where nobody counts them. */
    int commit() {
        return notes >> 1;
    }

    /** Of an executor that announces: something is unanswered behind its turn. */
    boolean owesWakeup() {
        return (notes & 1) != 0;
    }

    Call call() {
        return Call.values()[notes];
    }

    /** For digests; of a fence or send only whether it is still the current one. */
    long code(boolean current) {
        long code = stage.ordinal();
        code = code << 4 | record;
        code = code << 4 | position;
        code = code << 4 | turn;
        code = code << 16 | notes;
        return code << 3 | (current ? 4 : 0) | (revoked ? 2 : 0) | (paused ? 1 : 0);
    }

    /** Who it is, for traces. */
    String name(int index) {
        var kind = Group.of(index);
        return kind.name().toLowerCase(Locale.ROOT)
                + " "
                + (char) ('A' + index % 2)
                + (revoked ? " (revoked)" : "");
    }
}
