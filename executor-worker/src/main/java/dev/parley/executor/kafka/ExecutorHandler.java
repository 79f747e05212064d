package dev.parley.executor.kafka;

import dev.parley.conversation.Plan;
import dev.parley.executor.ExecutorWorker;
import dev.parley.kafka.PlanRecords;
import dev.parley.runtime.HandBackSignal;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.RecordHandler;
import dev.parley.runtime.WorkRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Gives plans to the executor. */
public final class ExecutorHandler implements RecordHandler {
    private final ExecutorWorker worker;
    private final Duration finishWithin;

    /**
     * Makes a handler.
     *
     * @param finishWithin how long a turn may go on once it should be handed back; most end by
     *     themselves
     */
    public ExecutorHandler(ExecutorWorker worker, Duration finishWithin) {
        this.worker = worker;
        this.finishWithin = finishWithin;
    }

    @Override
    public Outcome handle(WorkRecord record) throws InterruptedException {
        if (!(record.value() instanceof dev.parley.schemas.Plan value)) {
            return Outcome.park("an executor reads no " + record.value().getSchema().getName());
        }
        if (PlanRecords.isOfNewerBuild(value)) {
            return Outcome.ofNewerBuild("a plan with a path that this build does not know");
        }
        Plan plan;
        try {
            plan = PlanRecords.plan(value);
        } catch (IllegalArgumentException e) {
            return Outcome.park("not a plan: " + e.getMessage());
        }
        if (!record.key().equals(plan.conversation().toString())) {
            return Outcome.park("the key is not the plan's conversation");
        }
        return switch (worker.run(plan, letGo -> onHandBack(record.handBack(), letGo))) {
            case ExecutorWorker.Result.Finished _ -> Outcome.done();
            case ExecutorWorker.Result.Parked(var turn) -> Outcome.park(turn.cause(), turn.turn());
            case ExecutorWorker.Result.HandedBack _ -> Outcome.handBack();
            case ExecutorWorker.Result.Wait wait ->
                    Outcome.retry("the turn is not free yet", wait.atMost());
        };
    }

    private void onHandBack(HandBackSignal signal, Runnable letGo) {
        signal.onRaised(() -> later().execute(letGo));
    }

    private Executor later() {
        return CompletableFuture.delayedExecutor(finishWithin.toMillis(), TimeUnit.MILLISECONDS);
    }
}
