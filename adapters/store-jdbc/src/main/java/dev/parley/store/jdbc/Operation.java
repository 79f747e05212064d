package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.UnreadableRowException;
import dev.parley.conversation.turn.Step;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work on its way through the writer. All but {@link #answer} belongs to the writer's
 * thread.
 */
final class Operation<O> {
    /** The order in which transactions take conversations, so that none waits for each other. */
    static final Comparator<Operation<?>> BY_CONVERSATION =
            Comparator.comparing(
                    Operation::conversation,
                    Comparator.comparing(ConversationId::organization)
                            .thenComparing(ConversationId::conversation));

    private final ConversationId conversation;
    private final Work<O> work;
    private final Answer<O> answer = new Answer<>();
    private @Nullable O outcome;
    private @Nullable Throwable failure;

    /**
     * What is done.
     *
     * @param <O> what came of it
     */
    @FunctionalInterface
    interface Work<O> {
        /**
         * Works within the open transaction.
         *
         * @throws UndecidedException when it failed by itself and wrote nothing
         * @throws StoreUnavailableException when the database cannot serve
         * @throws RuntimeException when a statement fails: some rows may be written
         */
        O run(Tables tables, HeldRows rows, Instant now);
    }

    /** Runs one step. */
    Operation(Step<O> step) {
        this(step.conversation(), new StepWork<>(step));
    }

    /**
     * Runs any work.
     *
     * @param conversation whose row is held meanwhile, if it exists; one name at a time
     */
    Operation(ConversationId conversation, Work<O> work) {
        this.conversation = conversation;
        this.work = work;
    }

    ConversationId conversation() {
        return conversation;
    }

    Answer<O> answer() {
        return answer;
    }

    /** Works within the open transaction; what the work itself got wrong is for its caller. */
    void run(Tables tables, HeldRows rows, Instant now) {
        outcome = null;
        failure = null;
        try {
            outcome = work.run(tables, rows, now);
        } catch (UndecidedException e) {
            failure = e.getCause();
        } catch (UnreadableRowException e) {
            failure = e; // work reads before it writes
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
                            : new IllegalStateException("work without an outcome: " + work));
        }
    }

    /** Answers when the transaction failed, whatever came of the operation itself. */
    void lost(Throwable cause) {
        answer.fail(cause);
    }
}
