package dev.parley.conversation.reading;

import dev.parley.conversation.SharedThreads;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Platform threads on which rules read texts, and the time they have for each: reading computes, so
 * it would hold the few carriers of virtual threads, which are not preempted. Organizations share
 * them: the texts of one, however many and however hard to read, hold up no other's. Thread-safe.
 */
public final class ReadingThreads implements AutoCloseable {
    private final Duration within;
    private final Runnable overrun;
    private final SharedThreads threads;

    /**
     * Makes them; they begin when they are needed.
     *
     * @param number how many texts are read at once
     * @param within how long one reading may compute
     * @param overrun called each time a text counts as unread
     */
    public ReadingThreads(int number, Duration within, Runnable overrun) {
        this.within = within;
        this.overrun = overrun;
        this.threads = new SharedThreads("parley-reading", number);
    }

    /**
     * Reads, and waits for it, through an interruption too, which it leaves standing: half a plan
     * is none. Never within another reading.
     *
     * @param organization whose text it is
     * @param reading makes its texts with the effort it is given
     * @param unread what counts when the texts take too much: as a rule, that nothing was found
     */
    public <T> T read(String organization, Function<Effort, T> reading, T unread) {
        try {
            return result(
                    threads.submit(
                            organization,
                            () -> reading.apply(Effort.within(within, threads::breathe))));
        } catch (OverrunException | StackOverflowError _) {
            overrun.run();
            return unread;
        }
    }

    /** Takes no more texts; what waits is still read. */
    @Override
    public void close() {
        threads.close();
    }

    private static <T> T result(Future<T> read) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return read.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException cause(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e.getCause());
        };
    }
}
