package dev.parley.store.jdbc;

import dev.parley.conversation.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a thread of the store owes its caller. Thread-safe. */
final class Answer<T> {
    private final CompletableFuture<T> future = new CompletableFuture<>();

    void give(T value) {
        future.complete(value);
    }

    void fail(Throwable cause) {
        future.completeExceptionally(cause);
    }

    /** Tells whether nobody waits any more. */
    boolean isAbandoned() {
        return future.isCancelled();
    }

    /**
     * Waits for it. A caller that gives up leaves work that has not begun undone.
     *
     * @throws StoreUnavailableException when it does not come in time, or the caller is interrupted
     */
    T await(Duration timeout) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for the store", e);
        } catch (TimeoutException e) {
            future.cancel(false);
            throw new StoreUnavailableException("the store did not answer within " + timeout, e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case StoreUnavailableException cause ->
                    new StoreUnavailableException("the store failed: " + cause.getMessage(), cause);
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case null, default -> new IllegalStateException(e);
        };
    }
}
