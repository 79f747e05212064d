package dev.parley.executor;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Plan;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Commit;
import dev.parley.conversation.turn.Fail;
import dev.parley.conversation.turn.GivenUp;
import dev.parley.conversation.turn.ReplyDraft;
import dev.parley.conversation.turn.TurnEnding;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.conversation.turn.Unanswered;
import dev.parley.runtime.BackOff;
import dev.parley.runtime.RepeatedWarnings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps 5 to 7 of the turn protocol for one plan: begin the turn, do its work, end it. Idempotent:
 * the same plan again finds the turn running or over. Thread-safe.
 */
public final class ExecutorWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorWorker.class);

    private static final BackOff STORE_AWAY =
            BackOff.between(Duration.ofMillis(100), Duration.ofSeconds(2));

    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
    private final ConversationStore store;
    private final Answering answering;
    private final Heartbeats heartbeats;
    private final TurnEnding ending;
    private final RetryBudget budget;
    private final TurnSettings settings;
    private final FaultPoints faults;
    private final InstantSource clock;

    /**
     * @param clock what tries are measured by, the same as that of the heartbeats
     */
    ExecutorWorker(
            ConversationStore store,
            Answering answering,
            Heartbeats heartbeats,
            TurnEnding ending,
            RetryBudget budget,
            TurnSettings settings,
            FaultPoints faults,
            InstantSource clock) {
        this.store = store;
        this.answering = answering;
        this.heartbeats = heartbeats;
        this.ending = ending;
        this.budget = budget;
        this.settings = settings;
        this.faults = faults;
        this.clock = clock;
    }

    /** What became of a plan's record. */
    public sealed interface Result {
        /** The record is done with. */
        record Finished() implements Result {}

        /** The turn is given up: the record goes to the dead letters. */
        record Parked(GivenUp turn) implements Result {}

        /** Somebody else has the turn: the record waits so long, at most one lease. */
        record Wait(Duration atMost) implements Result {}

        /** The turn was let go of, for the record's next owner. */
        record HandedBack() implements Result {}
    }

    /**
     * Runs a plan. Blocks while the model works.
     *
     * @param letGo given an action that lets go of the turn; the caller runs it when this process
     *     must hand back
     */
    public Result run(Plan plan, Consumer<Runnable> letGo) throws InterruptedException {
        var outcome =
                store.apply(
                        new Begin(
                                plan.conversation(),
                                plan.turn(),
                                plan.through(),
                                heartbeats.holder(),
                                settings.leases(),
                                settings.grace(),
                                settings.contextMessages(),
                                settings.turnMessages()));
        return switch (outcome) {
            case Begin.Outcome.Begun begun -> {
                faults.reached(FaultPoint.AFTER_BEGIN);
                yield work(plan, begun, letGo);
            }
            // Its due moment brings the plan again; a rest may be long, and a slot is dear.
            case Begin.Outcome.NotYet(_, _, var resting) when resting -> new Result.Finished();
            case Begin.Outcome.NotYet notYet -> new Result.Wait(waitFor(notYet));
            case Begin.Outcome.Over over -> {
                repeat(over);
                yield finished(GivenUp.of(over.parked()));
            }
        };
    }

    private Result work(Plan plan, Begin.Outcome.Begun begun, Consumer<Runnable> letGo)
            throws InterruptedException {
        var running =
                new RunningTurn(
                        plan.conversation(),
                        begun.turn().fence(),
                        clock.instant(),
                        () -> answer(plan, begun));
        letGo.accept(() -> running.callOff(RunningTurn.CalledOff.HANDED_BACK));
        heartbeats.add(running);
        try {
            int begins = begun.turn().begins();
            return begins > settings.retry().maxBegins()
                    ? fail(
                            plan,
                            running,
                            "begun %d times without a result".formatted(begins),
                            Fail.Next.LATER,
                            letGo)
                    : await(plan, running, letGo);
        } finally {
            heartbeats.remove(running);
        }
    }

    private ReplyDraft answer(Plan plan, Begin.Outcome.Begun begun) throws Exception {
        return answering
                .answer(plan, begun)
                .answering(Unanswered.in(begun.messages(), begun.turn()));
    }

    private Result await(Plan plan, RunningTurn running, Consumer<Runnable> letGo)
            throws InterruptedException {
        try {
            var draft = running.await();
            if (draft == null) {
                return running.calledOff() == null
                        ? overrun(plan, running, letGo)
                        : calledOff(plan, running);
            }
            faults.reached(FaultPoint.AFTER_MODEL);
            return commit(plan, running, draft, letGo);
        } catch (ExecutionException e) {
            var failure = e.getCause() == null ? e : e.getCause();
            return fail(plan, running, cause(failure), next(plan.conversation(), failure), letGo);
        }
    }

    /**
     * An answer is dear: it is kept while the store is away, under its fence, until it is stored or
     * the turn is to be let go of.
     */
    private Result commit(
            Plan plan, RunningTurn running, ReplyDraft draft, Consumer<Runnable> letGo)
            throws InterruptedException {
        return write(
                plan,
                running,
                failures ->
                        switch (ending.commit(plan.conversation(), running.fence(), draft)) {
                            case Commit.Outcome.Committed(var row, var reply) -> {
                                ending.announce(row, reply);
                                yield new Result.Finished();
                            }
                            case Commit.Outcome.Fenced _ ->
                                    failures == 0 ? new Result.Finished() : ended(plan, letGo);
                        });
    }

    /** So is a failure: uncounted it would cost another call, and the model's rest. */
    private Result fail(
            Plan plan, RunningTurn running, String cause, Fail.Next next, Consumer<Runnable> letGo)
            throws InterruptedException {
        return write(
                plan,
                running,
                failures -> {
                    var givenUp =
                            ending.fail(
                                    plan.conversation(), running.fence(), plan.path(), cause, next);
                    return givenUp.isEmpty() && failures > 0
                            ? ended(plan, letGo)
                            : finished(givenUp);
                });
    }

    /** A model that trickles, or a place at it that never comes, holds no record for ever. */
    private Result overrun(Plan plan, RunningTurn running, Consumer<Runnable> letGo)
            throws InterruptedException {
        var cause = "a try took longer than " + settings.longestAttempt();
        warnings.warn("overrun", cause + ", and was ended", null);
        var place = budget.take(plan.conversation().organization());
        return fail(plan, running, cause, new Fail.Next.Later(place), letGo);
    }

    private interface TurnWrite {
        /**
         * Writes once.
         *
         * @param failures how often it seemed to fail before
         */
        Result write(int failures) throws InterruptedException;
    }

    private Result write(Plan plan, RunningTurn running, TurnWrite write)
            throws InterruptedException {
        for (int failures = 0; ; ) {
            try {
                return write.write(failures);
            } catch (StoreUnavailableException e) {
                failures++;
                LOG.debug("what became of a turn waits for the store, {} times now", failures, e);
                if (running.isCalledOffWithin(STORE_AWAY.after(failures))) {
                    return calledOff(plan, running);
                }
            }
        }
    }

    /** A write that seemed to fail may have been made: then its turn is over, and announced. */
    private Result ended(Plan plan, Consumer<Runnable> letGo) throws InterruptedException {
        var open = store.find(plan.conversation()).map(Conversation::turn).orElse(null);
        return open != null && open.number() == plan.turn()
                ? new Result.Finished()
                : run(plan, letGo);
    }

    private static Result finished(Optional<GivenUp> givenUp) {
        return givenUp.<Result>map(Result.Parked::new).orElseGet(Result.Finished::new);
    }

    private Result calledOff(Plan plan, RunningTurn running) {
        if (running.calledOff() == RunningTurn.CalledOff.HANDED_BACK) {
            ending.handBack(plan.conversation(), running.fence());
            return new Result.HandedBack();
        }
        return new Result.Finished();
    }

    private void repeat(Begin.Outcome.Over over) {
        var row = over.row();
        var reply = over.reply();
        if (row != null && reply != null) {
            ending.announceAgain(row, reply);
        } else if (row != null) {
            ending.wakeIfBehind(row);
        }
    }

    private Duration waitFor(Begin.Outcome.NotYet notYet) {
        var left = Duration.between(notYet.now(), notYet.until());
        return left.compareTo(settings.lease()) > 0 ? settings.lease() : left;
    }

    /** One line for the operator: what failed, never what was said. */
    private String cause(Throwable failure) {
        if (failure instanceof ModelException model) {
            return "model " + model.kind() + ": " + model.getMessage();
        }
        warnings.warn("a turn's work failed", failure);
        return failure.getClass().getSimpleName();
    }

    /** A refused prompt would be refused again; for everything else time may help. */
    private Fail.Next next(ConversationId id, Throwable failure) {
        if (!(failure instanceof ModelException model)) {
            return new Fail.Next.Later(budget.take(id.organization()));
        }
        return switch (model.kind()) {
            case REJECTED -> new Fail.Next.Never();
            case NOT_CALLED -> new Fail.Next.Away(rest(id, model));
            case RATE_LIMITED, TIMEOUT, UNAVAILABLE, BROKEN_ANSWER ->
                    new Fail.Next.Later(rest(id, model));
        };
    }

    /** As long as the model asks for, and until the organization may retry again. */
    private Duration rest(ConversationId id, ModelException failure) {
        var place = budget.take(id.organization());
        var asked = failure.retryAfter();
        return asked == null || asked.compareTo(place) < 0 ? place : asked;
    }
}
