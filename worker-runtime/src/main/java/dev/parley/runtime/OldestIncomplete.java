package dev.parley.runtime;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures once a second how long the oldest incomplete record of each partition has been here, and
 * whether one of them is stuck. While everything waits for broken infrastructure, nothing is. Used
 * by the poll thread; any thread may ask for what was measured last.
 */
final class OldestIncomplete {

    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    /** A record of a partition that is read and not complete. */
    record Waiting(TopicPartition partition, long offset, long begun) {}

    private final long limit;
    private final BooleanSupplier outageOfAll;
    private final LongSupplier nanos;
    private final MultiGauge partitions;
    private long last;
    private long excusedUntil;
    private volatile List<Waiting> waiting = List.of();
    private volatile Optional<Waiting> stuck = Optional.empty();

    /**
     * @param limit how old a record may get
     * @param outageOfAll whether something is down now that all records need
     * @param partitions gets a value for each partition with an incomplete record
     */
    OldestIncomplete(
            Duration limit,
            BooleanSupplier outageOfAll,
            LongSupplier nanos,
            MultiGauge partitions) {
        this.limit = limit.toNanos();
        this.outageOfAll = outageOfAll;
        this.nanos = nanos;
        this.partitions = partitions;
        this.last = nanos.getAsLong() - INTERVAL;
        this.excusedUntil = last;
    }

    void measureIfDue(Collection<Assignment> assignments) {
        long now = nanos.getAsLong();
        if (now - last < INTERVAL) {
            return;
        }
        last = now;
        if (outageOfAll.getAsBoolean()) {
            excusedUntil = now;
        }
        var found = new ArrayList<Waiting>();
        for (var assignment : assignments) {
            var oldest = assignment.progress().oldest();
            if (oldest != null) {
                found.add(new Waiting(assignment.partition(), oldest.offset(), oldest.begun()));
            }
        }
        waiting = List.copyOf(found);
        stuck = oldest().filter(each -> now - each.begun() > limit && now - excusedUntil > limit);
        partitions.register(found.stream().map(this::row).toList(), true);
    }

    /** Nothing is here any more. */
    void forget() {
        waiting = List.of();
        stuck = Optional.empty();
        partitions.register(List.of(), true);
    }

    /** The oldest record that is read and not complete. */
    Optional<Waiting> oldest() {
        return waiting.stream().min((a, b) -> Long.signum(a.begun() - b.begun()));
    }

    /** That record, when it is here longer than the limit and no outage of all excuses it. */
    Optional<Waiting> stuck() {
        return stuck;
    }

    /** How long the oldest has been here, in seconds; 0 when there is none. */
    double seconds() {
        return oldest().map(this::seconds).orElse(0.0);
    }

    double seconds(Waiting record) {
        return (nanos.getAsLong() - record.begun()) / 1e9;
    }

    private MultiGauge.Row<?> row(Waiting record) {
        return MultiGauge.Row.of(
                Tags.of(
                        "topic",
                        record.partition().topic(),
                        "partition",
                        Integer.toString(record.partition().partition())),
                record,
                this::seconds);
    }
}
