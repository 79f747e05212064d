package dev.parley.runtime;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Warns about what keeps happening once a minute for each kind, with how often it happened
 * meanwhile, so that an outage does not fill the disk. Stacks are written at DEBUG. Thread-safe.
 */
public final class RepeatedWarnings {

    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    /** Kinds are meant to be few; what comes after so many shares one line. */
    private static final int MOST_KINDS = 200;

    private static final int MAX_TEXT = 1_000;
    private static final int MOST_CAUSES = 3;
    private static final String OTHERS = "others";

    private final Logger log;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, Repeats> kinds = new ConcurrentHashMap<>();

    /**
     * Makes one; it remembers its kinds as long as it lives.
     *
     * @param log where the warnings go
     */
    public RepeatedWarnings(Logger log) {
        this(log, System::nanoTime);
    }

    RepeatedWarnings(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /**
     * Warns, unless a warning of this kind was written within the last minute.
     *
     * @param kind what it has in common with its like: never an id or a position
     * @param text what happened, in one line; what is too long is cut
     * @param failure whose stack is written at DEBUG; null for none
     */
    public void warn(String kind, String text, @Nullable Throwable failure) {
        write(Level.WARN, kind, text);
        if (failure != null) {
            log.debug("{}", cut(text), failure);
        }
    }

    /**
     * Writes an error, unless one of this kind was written within the last minute.
     *
     * @param kind as for {@link #warn(String, String, Throwable)}
     * @param text what is wrong, in one line; what is too long is cut
     */
    public void error(String kind, String text) {
        write(Level.ERROR, kind, text);
    }

    /**
     * Writes a failure as an error, told and counted as by {@link #warn(String, Throwable)}.
     *
     * @param text what failed, without the failure; its kind
     */
    public void error(String text, Throwable failure) {
        write(Level.ERROR, kind(text, failure), text + ": " + inOneLine(failure));
        log.debug("{}", cut(text), failure);
    }

    private void write(Level level, String kind, String text) {
        long before = kinds.computeIfAbsent(known(kind), _ -> new Repeats()).due(nanos.getAsLong());
        if (before >= 0) {
            var more = before == 0 ? "" : " (and " + before + " more like it)";
            log.atLevel(level).log("{}{}", cut(text), more);
        }
    }

    /**
     * Warns about a failure, told in one line by its class and message, once a minute for its class
     * and that of its first cause.
     *
     * @param text what failed, without the failure; its kind
     */
    public void warn(String text, Throwable failure) {
        warn(kind(text, failure), text + ": " + inOneLine(failure), failure);
    }

    private static String kind(String text, Throwable failure) {
        var cause = failure.getCause();
        return text
                + failure.getClass().getName()
                + (cause == null ? "" : cause.getClass().getName());
    }

    private String known(String kind) {
        return kinds.size() < MOST_KINDS || kinds.containsKey(kind) ? kind : OTHERS;
    }

    /** The failure and its causes by class and message, without a stack. */
    static String inOneLine(Throwable failure) {
        var line = new StringBuilder(cut(failure.toString()));
        @Nullable Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (line.indexOf(String.valueOf(cause.getMessage())) < 0) {
                line.append(", caused by ").append(cut(cause.toString()));
            }
            cause = cause.getCause();
        }
        return cut(line.toString().replace('\n', ' '));
    }

    static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    }

    /** How often one kind happened since it was last written. */
    private static final class Repeats {
        private boolean written;
        private long last;
        private long since;

        /** How many were left out before this one; -1 when this one is left out too. */
        synchronized long due(long now) {
            if (written && now - last < INTERVAL) {
                since++;
                return -1;
            }
            long left = since;
            written = true;
            last = now;
            since = 0;
            return left;
        }
    }
}
