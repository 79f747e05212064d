package dev.parley.store.jdbc;

import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step on its way through the writer. All but {@link #answer} belongs to the writer's thread.
 */
final class Operation<O> {
    private final Step<O> step;
    private final Answer<O> answer = new Answer<>();
    private @Nullable O outcome;
    private @Nullable Throwable failure;

    Operation(Step<O> step) {
        this.step = step;
    }

    Answer<O> answer() {
        return answer;
    }

    /**
     * Decides and writes within the open transaction. A decision that fails is this operation's own
     * failure and has written nothing.
     *
     * @throws StoreUnavailableException when the database cannot serve
     * @throws RuntimeException when a write fails: some of the step's rows may be written
     */
    void run(Tables tables, Instant now) {
        outcome = null;
        failure = null;
        var decision = decide(tables, now);
        if (decision != null) {
            var writer = new ChangeWriter(tables);
            decision.changes().forEach(change -> writer.write(step.conversation(), change));
            outcome = decision.outcome();
        }
    }

    private @Nullable Decision<O> decide(Tables tables, Instant now) {
        try {
            return step.decide(new SqlSituation(step.conversation(), tables), now);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            failure = e;
            return null;
        }
    }

    /** Takes a failed write on its own account. */
    void failed(RuntimeException e) {
        outcome = null;
        failure = e;
    }

    /** Answers once the transaction is committed. */
    void committed() {
        if (outcome != null) {
            answer.give(outcome);
        } else {
            answer.fail(
                    failure != null
                            ? failure
                            : new IllegalStateException("a step without outcome: " + step));
        }
    }

    /** Answers when the transaction failed, whatever came of the operation itself. */
    void lost(Throwable cause) {
        answer.fail(cause);
    }
}
