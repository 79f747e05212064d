package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecordProcessorTest {

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConcurrentLinkedQueue<Long> handled = new ConcurrentLinkedQueue<>();
    private final RecordProcessor processor =
            new RecordProcessor(
                    Records.settings(),
                    work -> {
                        handled.add(work.offset());
                        return Outcome.done();
                    },
                    Records.DECODER,
                    FailureHandling.standard(new FakeRouter()),
                    meters,
                    _ -> consumer);

    @Test
    void readsHandlesCommitsAndCloses() throws Exception {
        assertThat(processor.isHealthy()).isFalse();
        assignWithRecords();
        processor.start();
        Await.until("all are handled", () -> handled.size() == 3);
        assertThat(processor.isHealthy()).isTrue();
        assertThat(meters.find("parley.worker.buffered").gauge()).isNotNull();
        processor.close();
        assertThat(processor.state()).isEqualTo(RecordProcessor.State.CLOSED);
        assertThat(processor.isHealthy()).isFalse();
        assertThat(consumer.closed()).isTrue();
        assertThat(meters.getMeters()).as("closed workers leave no meters").isEmpty();
        processor.close();
    }

    @Test
    void readingThatBreaksIsFatalAndVisible() throws Exception {
        var cause = new AtomicReference<Throwable>();
        processor.onFailure(cause::set);
        consumer.setPollException(new AuthorizationException("not allowed to read"));
        processor.start();
        Await.until("somebody is told", () -> cause.get() != null);
        assertThat(cause.get()).hasMessage("not allowed to read");
        assertThat(processor.state()).isEqualTo(RecordProcessor.State.FAILED);
        assertThat(processor.isHealthy()).isFalse();
        assertThat(consumer.closed()).isTrue();
        processor.close();
        assertThat(processor.state()).isEqualTo(RecordProcessor.State.FAILED);
    }

    @Test
    void passingFailureOfReadingIsSurvived() throws Exception {
        consumer.setPollException(new TimeoutException("the broker is slow"));
        assignWithRecords();
        processor.start();
        Await.until("all are handled", () -> handled.size() == 3);
        processor.close();
    }

    @Test
    void startsOnce() {
        processor.start();
        assertThatThrownBy(processor::start).isInstanceOf(IllegalStateException.class);
        processor.close();
    }

    @Test
    void closedBeforeItStartedDoesNotStart() {
        processor.close();
        assertThat(processor.state()).isEqualTo(RecordProcessor.State.CLOSED);
        assertThatThrownBy(processor::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settingsTheConsumerRefusesFailTheStart() {
        var broken =
                new RecordProcessor(
                        Records.settings(),
                        _ -> Outcome.done(),
                        Records.DECODER,
                        FailureHandling.standard(new FakeRouter()),
                        meters);
        assertThatThrownBy(broken::start).isInstanceOf(ConfigException.class);
        assertThat(broken.state()).isEqualTo(RecordProcessor.State.FAILED);
        broken.close();
    }

    private void assignWithRecords() {
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(Records.PARTITION, 0L));
            consumer.rebalance(List.of(Records.PARTITION));
            for (long offset = 0; offset < 3; offset++) {
                consumer.addRecord(Records.raw(offset, "acme/c1"));
            }
        });
    }
}
