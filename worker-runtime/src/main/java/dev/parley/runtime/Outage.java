package dev.parley.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the records that wait for broken infrastructure, and tells operators when an outage begins
 * and ends instead of once per record. Thread-safe.
 */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final String worker;
    private final AtomicInteger waiting = new AtomicInteger();
    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);

    Outage(String worker) {
        this.worker = worker;
    }

    /** The record met broken infrastructure; returns its failures in a row, this one included. */
    int interrupted(TrackedRecord record, Throwable cause) {
        if (record.interruptions++ == 0 && waiting.getAndIncrement() == 0) {
            warnings.warn(
                    "outage",
                    worker
                            + ": infrastructure is down, records wait in place, first at "
                            + record.position()
                            + ": "
                            + RepeatedWarnings.inOneLine(cause),
                    cause);
        }
        return record.interruptions;
    }

    /** The record got through, or is no longer ours. */
    void over(TrackedRecord record) {
        if (record.interruptions > 0) {
            record.interruptions = 0;
            if (waiting.decrementAndGet() == 0) {
                LOG.info("{}: no record waits for infrastructure any more", worker);
            }
        }
    }

    int waiting() {
        return waiting.get();
    }
}
