package dev.parley.runtime;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something at its interval, from {@link #start} to {@link #close}, on a daemon thread of its
 * own. What fails is logged and done again at the next interval; running out of memory ends the
 * process. Start and close belong to one thread.
 */
public final class Periodic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

    private final String name;
    private final Duration interval;
    private final Runnable work;
    private final ProcessEnd end;
    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
    private @Nullable ScheduledExecutorService timer;

    /**
     * Makes one.
     *
     * @param name of the thread, and in the log
     * @param interval between the end of one run and the start of the next; the first waits as long
     */
    public Periodic(String name, Duration interval, Runnable work) {
        this(name, interval, work, ProcessEnd.ofThisJvm());
    }

    Periodic(String name, Duration interval, Runnable work, ProcessEnd end) {
        this.name = name;
        this.interval = interval;
        this.work = work;
        this.end = end;
    }

    /** Starts; once. */
    public void start() {
        var created =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
        long millis = Math.max(1, interval.toMillis());
        var _ = created.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
        timer = created;
    }

    /** Stops, interrupting what runs. */
    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    /** Nothing gets out of here: the executor would never run it again, and tell nobody. */
    private void run() {
        try {
            work.run();
        } catch (Throwable e) {
            if (FatalErrors.in(e) != null) {
                end.end(name, e);
            } else {
                warnings.warn(name + " failed, it runs again in " + interval, e);
            }
        }
    }
}
