package dev.parley.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads as long as the worker lives; never handles anything itself, so that the consumer stays
 * alive however long handlers take. A consumer that is not allowed to read any more is made anew
 * until it is.
 */
final class PollLoop {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);

    /** Longer than a broker takes for a denial, shorter than an operator for a look. */
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(2);

    private final ProcessorSettings settings;
    private final Function<ProcessorSettings, Consumer<byte[], byte[]>> consumers;
    private final Dispatcher dispatcher;
    private final OldestIncomplete oldest;
    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
    private volatile Reading reading;
    private volatile @Nullable String refusal;
    private volatile boolean closing;
    private volatile long lastRound = System.nanoTime();

    /** Makes the first consumer, whose settings are refused here if they are. */
    PollLoop(
            ProcessorSettings settings,
            Function<ProcessorSettings, Consumer<byte[], byte[]>> consumers,
            Dispatcher dispatcher,
            ProcessorMetrics metrics) {
        this.settings = settings;
        this.consumers = consumers;
        this.dispatcher = dispatcher;
        this.oldest = metrics.oldestIncomplete(settings.patience().incomplete(), dispatcher);
        this.reading = reading();
        metrics.gauge(
                "parley.worker.paused_partitions",
                "Partitions that are not read now",
                () -> reading.paused());
        metrics.gauge(
                "parley.worker.span_paused_partitions",
                "Partitions not read now because their oldest incomplete record is far behind",
                () -> reading.longSpans().size());
        metrics.gauge(
                "parley.worker.lag",
                "Records of our partitions that are not complete",
                () -> reading.lag());
    }

    /** The partitions that are read now. Thread-safe. */
    Set<TopicPartition> assigned() {
        return reading.assigned();
    }

    /**
     * Runs until it is closed; returns when everything is given back and the consumer is closed.
     */
    void run() {
        try {
            while (!closing && !readWhileAllowed(reading)) {
                reading.close();
                rest(AFTER_REFUSAL);
                reading = reading();
            }
            reading.giveBackAll();
        } finally {
            reading.close();
        }
    }

    /** Asks the loop to end; it does so within one poll and the drain timeout. */
    void close() {
        closing = true;
    }

    /** When the last round began, as System.nanoTime. */
    long lastRound() {
        return lastRound;
    }

    /** Why the brokers let it read nothing at the moment; null when they do. */
    @Nullable String refusal() {
        return refusal;
    }

    /** Partitions that are paused because their oldest incomplete record is far behind. */
    List<TopicPartition> longSpans() {
        return reading.longSpans();
    }

    /** The record that is stuck, if one is. */
    Optional<OldestIncomplete.Waiting> stuck() {
        return oldest.stuck();
    }

    private Reading reading() {
        return new Reading(settings, consumers.apply(settings), dispatcher, oldest);
    }

    /** Returns true when it was closed, false when this consumer may not read any more. */
    private boolean readWhileAllowed(Reading current) {
        try {
            current.subscribe();
            while (!closing) {
                lastRound = System.nanoTime();
                round(current);
                current.keepUp();
            }
            return true;
        } catch (AuthorizationException | AuthenticationException e) {
            refused(e);
            return false;
        }
    }

    /** A topic that is denied does not stop the others, and is read again by the same consumer. */
    private void round(Reading current) {
        try {
            current.round();
            refusal = null;
        } catch (TopicAuthorizationException e) {
            refused(e);
            rest(AFTER_FAILURE);
        } catch (RetriableException e) {
            warnings.warn(settings.name() + ": reading failed, trying again", e);
            rest(AFTER_FAILURE);
        }
    }

    private void refused(RuntimeException why) {
        refusal = RepeatedWarnings.inOneLine(why);
        warnings.warn(settings.name() + ": not allowed to read, trying again", why);
    }

    private void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closing; left = end - System.nanoTime()) {
            lastRound = System.nanoTime();
            LockSupport.parkNanos(Math.min(left, AFTER_FAILURE.toNanos()));
        }
    }
}
