package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.runtime.InfrastructureException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class ProducingTest {
    private final AtomicBoolean answers = new AtomicBoolean();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong(1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Producing producing = new Producing(this::look, nanos::get, meters);

    private boolean look() {
        looks.incrementAndGet();
        return answers.get();
    }

    @Test
    void firstRecordThatIsNotAcknowledgedRefusesAllFurtherOnesUntilTheBrokersAnswer() {
        assertThat(producing.permit()).isTrue();
        producing.failed(outage());
        producing.done();
        assertThat(producing.permit()).isFalse();
        assertThat(producing.obstacle()).contains("no answer in time");
        assertThat(meters.counter("parley.publishing.refused").count()).isEqualTo(1);
        assertThat(looks).as("not more than once a second").hasValue(0);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(producing.permit()).isFalse();
        await().until(() -> looks.get() == 1);
        assertThat(producing.permit()).isFalse();
    }

    @Test
    void oneTriesForAllWhenTheBrokersAnswerAgain() {
        producing.failed(outage());
        answers.set(true);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        await().until(() -> producing.obstacle() == null);

        assertThat(producing.permit()).isTrue();
        assertThat(producing.permit()).as("one tries already").isFalse();
        producing.done();
        assertThat(producing.permit()).as("the one before published nothing").isTrue();
        producing.acknowledged();
        assertThat(producing.permit()).isTrue();
        assertThat(producing.permit()).isTrue();
    }

    @Test
    void recordThatMayNotBePublishedIsNoOutage() {
        producing.failed(
                new InfrastructureException(
                        "refused", new TopicAuthorizationException("parley.inbound")));
        assertThat(producing.permit()).isTrue();
        assertThat(producing.obstacle()).isNull();
    }

    private static InfrastructureException outage() {
        return new InfrastructureException(
                "publishing failed: no answer in time", new TimeoutException("no answer in time"));
    }
}
