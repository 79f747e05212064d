package dev.parley.kafka;

import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process that was told to end and does not: after a limit it halts, whatever handler still
 * holds it up, and says which. What was accepted waits in the broker and the store, as after a
 * crash.
 */
public final class StopLimit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopLimit.class);
    private static final int FAILED = 1;

    private final Duration limit;
    private final Thread hook = new Thread(this::begin, "stop-limit");

    /** Counts from the moment at which the JVM begins to stop. */
    public StopLimit(Duration limit) {
        this.limit = limit;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** In a thread of its own: the JVM waits for its hooks. */
    private void begin() {
        Thread.ofPlatform().daemon().name("stop-limit").start(this::haltInTime);
    }

    private void haltInTime() {
        try {
            Thread.sleep(limit);
            LOG.error(
                    "did not stop within {} ms and is ended; still at work: {}",
                    limit.toMillis(),
                    atWork());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static String atWork() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> !thread.getKey().isDaemon() && thread.getValue().length > 0)
                .map(thread -> thread.getKey().getName() + " at " + place(thread.getValue()))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /** Our own code where there is some, as the end of a stack is always a wait. */
    private static String place(StackTraceElement[] stack) {
        for (var frame : stack) {
            if (frame.getClassName().startsWith("dev.parley.")) {
                return text(frame);
            }
        }
        return text(stack[0]);
    }

    private static String text(StackTraceElement frame) {
        return "%s.%s:%d"
                .formatted(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
    }

    /** Stops watching: the context ends, and the JVM goes on. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is stopping: the limit counts already, and goes on to.
        }
    }
}
