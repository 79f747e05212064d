package dev.parley.store.jdbc;

import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Step;
import java.time.Instant;

/** Lets a step decide, and writes what it decided. */
record StepWork<O>(Step<O> step) implements Operation.Work<O> {
    @Override
    public O run(Tables tables, HeldRows rows, Instant now) {
        var decision = decide(tables, rows, now);
        var writer = new ChangeWriter(tables, rows);
        decision.changes().forEach(change -> writer.write(step.conversation(), change));
        return decision.outcome();
    }

    private Decision<O> decide(Tables tables, HeldRows rows, Instant now) {
        try {
            return step.decide(new SqlSituation(step.conversation(), tables, rows), now);
        } catch (StoreUnavailableException
                | FailedStatementException
                | ContendedException
                | StaleRowException e) {
            throw e; // of a read, and it may have ended the transaction
        } catch (RuntimeException | Error e) {
            throw new UndecidedException(e);
        }
    }
}
