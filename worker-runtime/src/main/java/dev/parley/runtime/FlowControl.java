package dev.parley.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps what was read within its bounds: pauses one partition whose span is long, or all when too
 * much is buffered, and resumes them at half. The next read always fits below the bounds. Used by
 * the poll thread alone.
 */
final class FlowControl {

    private final Consumer<byte[], byte[]> consumer;
    private final int fullAt;
    private final int spanAt;
    private boolean full;
    private volatile int paused;

    FlowControl(Consumer<byte[], byte[]> consumer, ProcessorSettings settings) {
        this.consumer = consumer;
        this.fullAt = settings.maxBuffered() - settings.maxPollRecords();
        this.spanAt = settings.maxSpan() - settings.maxPollRecords();
    }

    /** Pauses and resumes as the bounds ask for it. */
    void adjust(Collection<Assignment> assignments, int buffered) {
        full = full ? buffered > fullAt / 2 : buffered > fullAt;
        var pause = new ArrayList<TopicPartition>();
        var resume = new ArrayList<TopicPartition>();
        int count = 0;
        for (var assignment : assignments) {
            boolean stop = full || isLong(assignment);
            count += stop ? 1 : 0;
            if (stop != assignment.isPaused()) {
                assignment.paused(stop);
                (stop ? pause : resume).add(assignment.partition());
            }
        }
        paused = count;
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

    /** Partitions that are paused now. Any thread may ask. */
    int paused() {
        return paused;
    }

    private boolean isLong(Assignment assignment) {
        int span = assignment.progress().span();
        return assignment.isPaused() ? span > spanAt / 2 : span > spanAt;
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
