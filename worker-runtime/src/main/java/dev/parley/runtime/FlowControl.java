package dev.parley.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was read within its bounds: pauses one partition whose span is long, or all when too
 * many records or bytes are buffered, and resumes them at half. The next read always fits below the
 * bounds, but for a single record that is larger than a read. Used by the poll thread alone.
 */
final class FlowControl {

    private static final Logger LOG = LoggerFactory.getLogger(FlowControl.class);

    private final Consumer<byte[], byte[]> consumer;
    private final String worker;
    private final int fullAt;
    private final long fullAtBytes;
    private final int spanAt;
    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
    private boolean full;
    private volatile int paused;
    private volatile List<TopicPartition> longSpans = List.of();

    FlowControl(Consumer<byte[], byte[]> consumer, ProcessorSettings settings) {
        this.consumer = consumer;
        this.worker = settings.name();
        this.fullAt = settings.bounds().buffered() - settings.maxPollRecords();
        this.fullAtBytes = settings.bounds().bufferedBytes() - settings.fetchMaxBytes();
        this.spanAt = settings.bounds().span() - settings.maxPollRecords();
    }

    /**
     * Pauses and resumes as the bounds ask for it.
     *
     * @param buffered records read and not complete
     * @param bytes of those records
     */
    void adjust(Collection<Assignment> assignments, int buffered, long bytes) {
        full =
                full
                        ? buffered > roomAt() || bytes > roomAtBytes()
                        : buffered > fullAt || bytes > fullAtBytes;
        var pause = new ArrayList<TopicPartition>();
        var resume = new ArrayList<TopicPartition>();
        var tooLong = new ArrayList<TopicPartition>();
        int count = 0;
        for (var assignment : assignments) {
            boolean isLong = isLong(assignment);
            boolean stop = full || isLong;
            count += stop ? 1 : 0;
            if (isLong) {
                tooLong.add(assignment.partition());
                warn(assignment);
            }
            if (stop != assignment.isPaused()) {
                assignment.paused(stop);
                (stop ? pause : resume).add(assignment.partition());
            }
            assignment.longSpan(isLong);
        }
        paused = count;
        longSpans = List.copyOf(tooLong);
        apply(pause, resume);
    }

    /** Whether too much is buffered to read anything. */
    boolean isFull() {
        return full;
    }

    /** How many buffered records are few enough to read again. */
    int roomAt() {
        return fullAt / 2;
    }

    /** How many buffered bytes are few enough to read again. */
    long roomAtBytes() {
        return fullAtBytes / 2;
    }

    /** Partitions that are paused now. Any thread may ask. */
    int paused() {
        return paused;
    }

    /** Partitions that are paused because their oldest incomplete record is far behind. */
    List<TopicPartition> longSpans() {
        return longSpans;
    }

    private boolean isLong(Assignment assignment) {
        int span = assignment.progress().span();
        return assignment.isLongSpan() ? span > spanAt / 2 : span > spanAt;
    }

    private void warn(Assignment assignment) {
        var oldest = assignment.progress().oldest();
        if (oldest != null) {
            warnings.warn(
                    assignment.partition().toString(),
                    "%s: %s is not read any further: its record %d is not complete and %d were read since"
                            .formatted(
                                    worker,
                                    assignment.partition(),
                                    oldest.offset(),
                                    assignment.progress().span()),
                    null);
        }
    }

    private void apply(List<TopicPartition> pause, List<TopicPartition> resume) {
        if (!pause.isEmpty()) {
            consumer.pause(pause);
        }
        if (!resume.isEmpty()) {
            consumer.resume(resume);
        }
    }
}
