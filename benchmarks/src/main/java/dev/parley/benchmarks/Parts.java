package dev.parley.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a run has started. It is closed in the opposite order when the run is over, or when the JVM
 * ends before, by Ctrl-C for example: nobody is left with its processes. Thread-safe.
 */
public final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::close, "bench-stop");
    private boolean closed;

    /** Begins with nothing. */
    public Parts() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Takes over what was started; closes it at once when all is over already. */
    public synchronized <T extends AutoCloseable> T open(T part) {
        parts.push(part);
        if (closed) {
            close();
        }
        return part;
    }

    /** A part that does not stop cleanly is told, and keeps no other from it. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("parley bench: a part did not stop cleanly: " + e.getMessage());
            }
        }
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // the JVM ends
        }
    }
}
