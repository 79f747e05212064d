package dev.parley.kafka;

import dev.parley.runtime.InfrastructureException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the records of this process are acknowledged. The first that is not in its time shows
 * that they are not, so that nobody else has to wait for as long; from then on the brokers are
 * asked, not more than once a second, whether they answer, and once they do one request may try for
 * all. Thread-safe; never blocks.
 */
public final class Producing {
    private static final Logger LOG = LoggerFactory.getLogger(Producing.class);
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

    private final BooleanSupplier brokers;
    private final LongSupplier nanos;
    private final Counter failed;
    private final Counter refused;
    private final AtomicBoolean looking = new AtomicBoolean();
    private State state = State.POSSIBLE;
    private String reason = "";
    private boolean tried;
    private long looked;

    private enum State {
        POSSIBLE,
        /** Nobody may try. */
        AWAY,
        /** The brokers answer; one request may try. */
        TRYING
    }

    /**
     * At first it is taken to be possible.
     *
     * @param brokers asked on a thread of its own whether they answer
     */
    Producing(BooleanSupplier brokers, LongSupplier nanos, MeterRegistry meters) {
        this.brokers = brokers;
        this.nanos = nanos;
        this.failed =
                Counter.builder("parley.publishing.failed")
                        .description("Records that the brokers did not acknowledge in time")
                        .register(meters);
        this.refused =
                Counter.builder("parley.publishing.refused")
                        .description("Requests refused at once while records are not acknowledged")
                        .register(meters);
        Gauge.builder("parley.publishing.possible", this, each -> each.obstacle() == null ? 1 : 0)
                .description("1 while the brokers acknowledge records, 0 while they do not")
                .register(meters);
    }

    /**
     * Tells whether a request may publish; {@link #done} is to follow when it may.
     *
     * @return false while nothing would be acknowledged
     */
    public boolean permit() {
        lookIfDue();
        synchronized (this) {
            boolean may = state == State.POSSIBLE || (state == State.TRYING && !tried);
            if (may) {
                tried = true;
                return true;
            }
        }
        refused.increment();
        return false;
    }

    /** Says that the request is over, whether it published anything or not. */
    public synchronized void done() {
        tried = false;
    }

    /** Why records are not acknowledged; null when they are, or may be again. */
    public @Nullable String obstacle() {
        lookIfDue();
        synchronized (this) {
            return state == State.AWAY ? reason : null;
        }
    }

    /** Notes that a record was acknowledged. */
    synchronized void acknowledged() {
        if (state != State.POSSIBLE) {
            LOG.info("records are acknowledged again");
            state = State.POSSIBLE;
        }
    }

    /** Notes that a record was not; only what ends by itself counts. */
    void failed(InfrastructureException e) {
        if (!isOutage(e)) {
            return;
        }
        failed.increment();
        synchronized (this) {
            if (state == State.POSSIBLE) {
                LOG.warn("records are not acknowledged: {}", e.getMessage());
            }
            state = State.AWAY;
            reason = "records are not acknowledged: " + e.getMessage();
            looked = nanos.getAsLong();
        }
    }

    private static boolean isOutage(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }

    private void lookIfDue() {
        synchronized (this) {
            if (state != State.AWAY || nanos.getAsLong() - looked < BETWEEN_LOOKS) {
                return;
            }
        }
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("parley-producing").start(this::look);
        }
    }

    private void look() {
        try {
            boolean answer = brokers.getAsBoolean();
            synchronized (this) {
                looked = nanos.getAsLong();
                if (answer && state == State.AWAY) {
                    state = State.TRYING;
                    tried = false;
                }
            }
        } finally {
            looking.set(false);
        }
    }
}
