package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.turn.Decision;
import dev.parley.conversation.turn.Step;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One step on its way through the writer. All but {@link #answer} belongs to the writer's thread.
 */
final class Operation<O> {
    /** The order in which transactions take conversations, so that none waits for each other. */
    static final Comparator<Operation<?>> BY_CONVERSATION =
            Comparator.comparing(
                    Operation::conversation,
                    Comparator.comparing(ConversationId::organization)
                            .thenComparing(ConversationId::conversation));

    private final Step<O> step;
    private final Answer<O> answer = new Answer<>();
    private @Nullable O outcome;
    private @Nullable Throwable failure;

    Operation(Step<O> step) {
        this.step = step;
    }

    ConversationId conversation() {
        return step.conversation();
    }

    Answer<O> answer() {
        return answer;
    }

    /**
     * Decides and writes within the open transaction. A decision that fails is this operation's own
     * failure and has written nothing.
     *
     * @throws StoreUnavailableException when the database cannot serve
     * @throws RuntimeException when a statement fails: some of the step's rows may be written
     */
    void run(Tables tables, HeldRows rows, Instant now) {
        outcome = null;
        failure = null;
        var decision = decide(tables, rows, now);
        if (decision != null) {
            var writer = new ChangeWriter(tables, rows);
            decision.changes().forEach(change -> writer.write(step.conversation(), change));
            outcome = decision.outcome();
        }
    }

    private @Nullable Decision<O> decide(Tables tables, HeldRows rows, Instant now) {
        try {
            return step.decide(new SqlSituation(step.conversation(), tables, rows), now);
        } catch (StoreUnavailableException
                | FailedStatementException
                | ContendedException
                | StaleRowException e) {
            throw e; // of a read, and it may have ended the transaction
        } catch (RuntimeException | Error e) {
            failure = e;
            return null;
        }
    }

    /** Takes a failed statement on its own account. */
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
