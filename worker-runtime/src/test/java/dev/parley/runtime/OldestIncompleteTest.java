package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OldestIncompleteTest {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean outage = new AtomicBoolean();
    private final Assignment one = new Assignment(new TopicPartition("wakeups", 1));
    private final Assignment two = new Assignment(new TopicPartition("wakeups", 2));
    private final OldestIncomplete oldest =
            new OldestIncomplete(
                    LIMIT,
                    outage::get,
                    clock::get,
                    MultiGauge.builder("partition.oldest").register(meters));

    @Test
    void oldestOfAllPartitionsIsTold() {
        one.progress().begin(7, Optional.empty(), clock.get());
        pass(Duration.ofSeconds(20));
        var done = two.progress().begin(3, Optional.empty(), clock.get());
        pass(Duration.ofSeconds(10));
        assertThat(oldest.seconds()).isEqualTo(30.0);
        assertThat(meters.get("partition.oldest").tag("partition", "2").gauge().value())
                .isEqualTo(10.0);
        done.complete();
        pass(Duration.ofSeconds(1));
        assertThat(meters.find("partition.oldest").tag("partition", "2").gauge()).isNull();
        assertThat(oldest.stuck()).isEmpty();
    }

    @Test
    void recordPastTheLimitIsStuckUntilItIsComplete() {
        var stuck = one.progress().begin(7, Optional.empty(), clock.get());
        pass(LIMIT);
        assertThat(oldest.stuck()).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(oldest.stuck())
                .hasValueSatisfying(record -> {
                    assertThat(record.partition()).isEqualTo(one.partition());
                    assertThat(record.offset()).isEqualTo(7);
                });
        stuck.complete();
        pass(Duration.ofSeconds(1));
        assertThat(oldest.stuck()).isEmpty();
        assertThat(oldest.seconds()).isZero();
    }

    @Test
    void outageOfAllExcusesEveryRecordAndAnotherLimitAfterIt() {
        one.progress().begin(7, Optional.empty(), clock.get());
        outage.set(true);
        pass(LIMIT.multipliedBy(4));
        assertThat(oldest.stuck()).isEmpty();
        assertThat(oldest.seconds()).as("it is told all the same").isEqualTo(3600.0);
        outage.set(false);
        pass(LIMIT);
        assertThat(oldest.stuck()).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(oldest.stuck()).isPresent();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
        oldest.measureIfDue(List.of(one, two));
    }
}
