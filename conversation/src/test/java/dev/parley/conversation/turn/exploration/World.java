package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is at one moment: the store, Kafka, Redis, the workers, what reached the
 * customer, and what may still go wrong. Immutable.
 *
 * @param cooldown turn that holds the cooldown, 0 when it is free
 * @param workers two planners, two executors, two senders; those of a kind are interchangeable
 * @param written how many messages the customer has sent
 * @param taken how often the channel took each reply, by position among the replies
 * @param flagged replies whose send was ambiguous at some time, as bits
 * @param followed what was done after the replies
 * @param history what is remembered for a store that goes back
 * @param budgets how often each fault may still happen
 * @param violation what the last move did wrong; the search ends here
 */
record World(
        Stored stored,
        Topics topics,
        long cooldown,
        List<Worker> workers,
        int written,
        long taken,
        int flagged,
        Followed followed,
        History history,
        long budgets,
        @Nullable Violation violation) {

    static World beginning(Scope scope) {
        var idle = Worker.IDLE;
        return new World(
                Stored.NOTHING,
                Topics.EMPTY,
                0,
                List.of(idle, idle, idle, idle, idle, idle),
                0,
                0,
                0,
                Followed.nothing(scope),
                History.EMPTY,
                scope.budgets(),
                null);
    }

    @Nullable Conversation row() {
        return stored.row();
    }

    Worker worker(int index) {
        return workers.get(index);
    }

    World with(Stored value) {
        return new World(
                value, topics, cooldown, workers, written, taken, flagged, followed, history,
                budgets, violation);
    }

    World with(Topics value) {
        return new World(
                stored, value, cooldown, workers, written, taken, flagged, followed, history,
                budgets, violation);
    }

    World withCooldown(long value) {
        return new World(
                stored, topics, value, workers, written, taken, flagged, followed, history, budgets,
                violation);
    }

    World with(int index, Worker worker) {
        var changed = new ArrayList<>(workers);
        changed.set(index, worker);
        return new World(
                stored,
                topics,
                cooldown,
                List.copyOf(changed),
                written,
                taken,
                flagged,
                followed,
                history,
                budgets,
                violation);
    }

    World withWritten(int value) {
        return new World(
                stored, topics, cooldown, workers, value, taken, flagged, followed, history,
                budgets, violation);
    }

    World withTaken(long value) {
        return new World(
                stored, topics, cooldown, workers, written, value, flagged, followed, history,
                budgets, violation);
    }

    World withFlagged(int value) {
        return new World(
                stored, topics, cooldown, workers, written, taken, value, followed, history,
                budgets, violation);
    }

    World with(Followed value) {
        return new World(
                stored, topics, cooldown, workers, written, taken, flagged, value, history, budgets,
                violation);
    }

    World with(History value) {
        return new World(
                stored, topics, cooldown, workers, written, taken, flagged, followed, value,
                budgets, violation);
    }

    /** With the first thing that went wrong in a move. */
    World with(@Nullable Violation value) {
        return value == null || violation != null
                ? this
                : new World(
                        stored, topics, cooldown, workers, written, taken, flagged, followed,
                        history, budgets, value);
    }

    /** The lease of an instance that has just taken the open turn. */
    World held(Scope scope) {
        return scope.hasInstances()
                ? with(stored.withHeldUntil(Clock.NOW.plusMillis(scope.instanceMillis())))
                : this;
    }

    boolean may(Fault fault) {
        return Budgets.of(budgets, fault) > 0;
    }

    World spent(Fault fault) {
        int left = Budgets.of(budgets, fault) - 1;
        return new World(
                stored,
                topics,
                cooldown,
                workers,
                written,
                taken,
                flagged,
                followed,
                history,
                Budgets.with(budgets, fault, left),
                violation);
    }

    /** The same moment, where nothing but this fault may still happen. */
    World allowingOnly(Fault fault, int times) {
        return new World(
                stored,
                topics,
                cooldown,
                workers,
                written,
                taken,
                flagged,
                followed,
                history,
                Budgets.with(0, fault, times),
                violation);
    }

    /** Tells whether a worker of the group has the conversation's key, so that others wait. */
    boolean isBusy(Group group) {
        return worker(group.first()).holdsTheKey() || worker(group.first() + 1).holdsTheKey();
    }

    /** The worker without its record, which its offset commit or another worker takes care of. */
    World idle(int index) {
        return with(index, Worker.IDLE);
    }

    /** The worker's record waits again. */
    World redelivered(int index) {
        var worker = worker(index);
        int record = worker.record();
        return with(
                switch (Group.of(index)) {
                    case PLANNER ->
                            record == 0
                                    ? topics.withWakeups(topics.wakeups() | Topics.TO_PLANNERS)
                                    : topics.withInbound(topics.inbound() | Topics.bit(record));
                    case EXECUTOR -> topics.withPlan(record, worker.position());
                    case SENDER ->
                            record == 0
                                    ? topics.withWakeups(topics.wakeups() | Topics.TO_SENDERS)
                                    : topics.withReplies(
                                            topics.toPostProcess(),
                                            topics.toDeliver() | Topics.bit(record));
                });
    }

    /** Tells whether the executor's fence is the open turn's own. */
    boolean holdsItsFence(Worker executor) {
        var turn = row() == null ? null : row().turn();
        return turn != null
                && turn.number() == executor.turn()
                && fenceOf(turn) == executor.attempt();
    }

    /** A turn's attempt and the moment of its claim in one number, as its worker keeps them. */
    static int fenceOf(Turn turn) {
        return turn.attempt() | turn.claimedAt().getNano() << 8;
    }

    /** Tells whether the sender's send is the one the reply is in. */
    boolean holdsItsSend(Worker sender) {
        return stored.replies().stream()
                .anyMatch(reply ->
                        reply.outSeq() == sender.position()
                                && !reply.delivery().phase().isFinal()
                                && reply.delivery().attempts() == sender.attempt());
    }

    /** Tells whether work is left: undisposed messages, an open turn or an undelivered reply. */
    boolean hasOpenWork() {
        var row = row();
        return row != null
                && (row.needsProcessing()
                        || row.turn() != null
                        || stored.firstOpenReply().isPresent());
    }

    /** Tells whether all is done and nothing will move by itself. */
    boolean isAtRest() {
        var row = row();
        return topics.isEmpty()
                && !hasOpenWork()
                && (row == null || row.dueAt() == null)
                && (isErased() ? stored.isPurged() : stored.disposed() == stored.customers())
                && isFollowedUp()
                && isWhole()
                && workers.stream().allMatch(Worker::isIdle);
    }

    boolean isErased() {
        var row = row();
        return row != null && row.status() == Status.ERASED;
    }

    /** Tells whether every reply was followed up, where anybody does that. */
    private boolean isFollowedUp() {
        var row = row();
        return !followed.isWanted()
                || row == null
                || isErased()
                || row.followedUp() == row.lastOutSeq();
    }

    /**
     * Tells whether nothing is missing that was sent or told before the store went back: a message
     * is stored, or erased, and a reply is stored, or its messages came to another end.
     */
    private boolean isWhole() {
        return switch (history.phase()) {
            case NOTHING_LOST -> true;
            case LOST, PUTTING_BACK -> false;
            case RECOVERED ->
                    isErased()
                            || IntStream.rangeClosed(1, written)
                                            .allMatch(number ->
                                                    number <= history.erased() || isStored(number))
                                    && (history.erased() >= 0
                                            || history.commits().stream().allMatch(this::isKept));
        };
    }

    private boolean isStored(int number) {
        return Nibbles.get(stored.positions(), number) != 0;
    }

    private boolean isKept(History.Committed commit) {
        return !commit.told()
                || commit.answers() != 0
                || stored.replies().stream()
                        .anyMatch(
                                reply -> reply.committedAt().equals(commit.reply().committedAt()));
    }

    /** What is found in the state itself, whatever led there. */
    @Nullable Violation inspect() {
        var row = row();
        if (row == null || isErased()) {
            return null;
        }
        if ((Topics.bit(row.followedUp() + 1) - 2 & ~followed.done()) != 0) {
            return Violation.MARKED_UNFOLLOWED;
        }
        int below = stored.customers() & Stored.upTo(row.progress().answeredThrough());
        if (below != stored.disposed()) {
            return Violation.WATERMARK_LIES;
        }
        return hasOpenWork() && row.dueAt() == null ? Violation.NOT_DUE : null;
    }

    /** The open reply that the sender's send belongs to. */
    @Nullable Reply replyAt(long outSeq) {
        return stored.replies().stream()
                .filter(reply -> reply.outSeq() == outSeq)
                .findFirst()
                .orElse(null);
    }
}
