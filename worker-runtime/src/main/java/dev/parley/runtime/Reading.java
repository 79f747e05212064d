package dev.parley.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer from its subscription to its close: reads records and hands them to the dispatcher,
 * commits, and keeps the bounds. Used by the poll thread; any thread may ask for what it measured.
 */
final class Reading {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    /** Records that arrive end a poll at once; this only spaces commits and resumes. */
    private static final Duration IDLE = Duration.ofMillis(50);

    private static final Duration PAUSED = Duration.ofMillis(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ProcessorSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Dispatcher dispatcher;
    private final OldestIncomplete oldest;
    private final OffsetCommits commits;
    private final Assignments assignments;
    private final FlowControl flow;
    private final Lag lag;

    Reading(
            ProcessorSettings settings,
            Consumer<byte[], byte[]> consumer,
            Dispatcher dispatcher,
            OldestIncomplete oldest) {
        this.settings = settings;
        this.consumer = consumer;
        this.dispatcher = dispatcher;
        this.oldest = oldest;
        this.commits = new OffsetCommits(consumer, settings.pace().commitInterval());
        this.assignments = new Assignments(dispatcher, commits, settings.pace());
        this.flow = new FlowControl(consumer, settings);
        this.lag = new Lag(consumer);
    }

    void subscribe() {
        consumer.subscribe(settings.topics(), assignments);
    }

    /** Polls once, and does what is due. */
    void round() {
        accept(consumer.poll(flow.isFull() ? Duration.ZERO : flow.paused() > 0 ? PAUSED : IDLE));
    }

    /** What is due whether or not the poll brought anything. */
    void keepUp() {
        adjust();
        commits.commitIfDue(assignments.all());
        lag.measureIfDue(assignments.all());
        oldest.measureIfDue(assignments.all());
        if (flow.isFull()) {
            dispatcher.awaitRoom(flow.roomAt(), flow.roomAtBytes(), PAUSED);
            adjust();
        }
    }

    /** The partitions that are read now. */
    Set<TopicPartition> assigned() {
        return assignments.held();
    }

    /** Gives everything back in good order. */
    void giveBackAll() {
        assignments.giveBackAll();
    }

    /** Gives up what is left, without a commit, and closes the consumer. */
    void close() {
        assignments.abandonAll();
        oldest.forget();
        try {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        } catch (RuntimeException e) {
            LOG.warn("{}: closing the consumer failed: {}", settings.name(), e.toString());
            LOG.debug("closing the consumer", e);
        }
    }

    int paused() {
        return flow.paused();
    }

    List<TopicPartition> longSpans() {
        return flow.longSpans();
    }

    long lag() {
        return lag.records();
    }

    private void adjust() {
        flow.adjust(assignments.all(), dispatcher.buffered(), dispatcher.bufferedBytes());
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
                assignment = followed(assignment, record);
                dispatcher.accept(new TrackedRecord(record, assignment));
            }
        }
    }

    /** After an unclean election, or when the topic was made anew, offsets begin lower again. */
    private Assignment followed(Assignment assignment, ConsumerRecord<byte[], byte[]> record) {
        if (assignment.progress().isFollowedBy(record.offset())) {
            return assignment;
        }
        LOG.warn(
                "{}: {} went back to offset {}, it is read as a new one",
                settings.name(),
                assignment.partition(),
                record.offset());
        return assignments.anew(assignment);
    }
}
