package dev.parley.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records and hands them to the dispatcher, commits, and keeps the bounds; never handles
 * anything itself, so that the consumer stays alive however long handlers take.
 */
final class PollLoop {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    /** Records that arrive end a poll at once; this only spaces commits and resumes. */
    private static final Duration IDLE = Duration.ofMillis(50);

    private static final Duration PAUSED = Duration.ofMillis(10);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ProcessorSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Dispatcher dispatcher;
    private final OffsetCommits commits;
    private final Assignments assignments;
    private final FlowControl flow;
    private final Lag lag;
    private volatile boolean closing;
    private volatile long lastRound = System.nanoTime();

    PollLoop(
            ProcessorSettings settings,
            Consumer<byte[], byte[]> consumer,
            Dispatcher dispatcher,
            ProcessorMetrics metrics) {
        this.settings = settings;
        this.consumer = consumer;
        this.dispatcher = dispatcher;
        this.commits = new OffsetCommits(consumer, settings.commitInterval());
        this.assignments = new Assignments(dispatcher, commits, settings.drainTimeout());
        this.flow = new FlowControl(consumer, settings);
        this.lag = new Lag(consumer);
        metrics.gauge(
                "parley.worker.paused_partitions",
                "Partitions that are not read now",
                flow::paused);
        metrics.gauge(
                "parley.worker.lag",
                "Records of our partitions that are not complete",
                lag::records);
    }

    /** The partitions that are read now. Thread-safe. */
    Set<TopicPartition> assigned() {
        return assignments.held();
    }

    /**
     * Runs until it is closed; returns when everything is given back and the consumer is closed.
     */
    void run() {
        try {
            consumer.subscribe(settings.topics(), assignments);
            while (!closing) {
                round();
            }
            assignments.giveBackAll();
        } finally {
            assignments.abandonAll();
            closeConsumer();
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

    private void round() {
        lastRound = System.nanoTime();
        accept(poll());
        flow.adjust(assignments.all(), dispatcher.buffered());
        commits.commitIfDue(assignments.all());
        lag.measureIfDue(assignments.all());
        if (flow.isFull()) {
            dispatcher.awaitRoom(flow.roomAt(), PAUSED);
            flow.adjust(assignments.all(), dispatcher.buffered());
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(flow.isFull() ? Duration.ZERO : flow.paused() > 0 ? PAUSED : IDLE);
        } catch (RetriableException e) {
            LOG.warn("{}: reading failed, trying again: {}", settings.name(), e.toString());
            LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            return ConsumerRecords.empty();
        }
    }

    private void accept(ConsumerRecords<byte[], byte[]> records) {
        for (var partition : records.partitions()) {
            var assignment = assignments.of(partition);
            if (assignment == null) {
                LOG.warn(
                        "{}: records of {}, which is not ours, are left",
                        settings.name(),
                        partition);
                continue;
            }
            for (var record : records.records(partition)) {
                dispatcher.accept(new TrackedRecord(record, assignment));
            }
        }
    }

    private void closeConsumer() {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        } catch (RuntimeException e) {
            LOG.warn("{}: closing the consumer failed", settings.name(), e);
        }
    }
}
