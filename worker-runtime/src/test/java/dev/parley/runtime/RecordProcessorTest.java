package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecordProcessorTest {

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConcurrentLinkedQueue<Long> handled = new ConcurrentLinkedQueue<>();
    private final RecordProcessor processor = processor(_ -> consumer);

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
        consumer.setPollException(new KafkaException("a corrupt batch"));
        processor.start();
        Await.until("somebody is told", () -> cause.get() != null);
        assertThat(cause.get()).hasMessage("a corrupt batch");
        assertThat(processor.state()).isEqualTo(RecordProcessor.State.FAILED);
        assertThat(processor.isHealthy()).isFalse();
        assertThat(consumer.closed()).isTrue();
        processor.close();
        assertThat(processor.state()).isEqualTo(RecordProcessor.State.FAILED);
    }

    @Test
    void consumerThatMayNotReadIsMadeAnewUntilItMay() throws Exception {
        consumer.setPollException(new GroupAuthorizationException("the group is denied"));
        var next = new MockConsumer<byte[], byte[]>("earliest");
        var consumers = new ArrayDeque<>(List.of(consumer, next));
        var failed = new AtomicReference<Throwable>();
        try (var healing = processor(_ -> consumers.removeFirst())) {
            healing.onFailure(failed::set);
            healing.start();
            Await.until("it tells why", () -> healing.obstacle().isPresent());
            assertThat(healing.obstacle().orElseThrow()).contains("the group is denied");
            assertThat(healing.isHealthy()).as("nothing to end the process for").isTrue();
            assignWithRecords(next);
            Await.until("all are handled", () -> handled.size() == 3);
            assertThat(consumer.closed()).isTrue();
            Await.until("it tells no more", () -> healing.obstacle().isEmpty());
        }
        assertThat(failed.get()).isNull();
    }

    @Test
    void deniedTopicIsReadAgainByTheSameConsumer() throws Exception {
        consumer.setPollException(new TopicAuthorizationException(Set.of("wakeups")));
        assignWithRecords();
        processor.start();
        Await.until("all are handled", () -> handled.size() == 3);
        processor.close();
    }

    @Test
    void positionThatWentBackIsReadAsANewOne() throws Exception {
        var failed = new AtomicReference<Throwable>();
        processor.onFailure(failed::set);
        assignWithRecords();
        processor.start();
        Await.until("all are committed", () -> committed() == 3);
        consumer.schedulePollTask(() -> {
            consumer.seek(Records.PARTITION, 0);
            consumer.addRecord(Records.raw(0, "acme/c1"));
            consumer.addRecord(Records.raw(1, "acme/c1"));
        });
        Await.until("it is handled again", () -> handled.size() == 5);
        Await.until("and committed", () -> committed() == 2);
        assertThat(failed.get()).isNull();
        processor.close();
        assertThat(processor.state()).isEqualTo(RecordProcessor.State.CLOSED);
    }

    @Test
    void runningOutOfMemoryInAHandlerIsFatalAndVisible() throws Exception {
        var causes = new ConcurrentLinkedQueue<Throwable>();
        var greedy =
                new RecordProcessor(
                        Records.settings(),
                        _ -> {
                            throw new OutOfMemoryError("no heap");
                        },
                        Records.DECODER,
                        FailureHandling.standard(new FakeRouter()),
                        meters,
                        _ -> consumer);
        greedy.onFailure(causes::add);
        assignWithRecords();
        greedy.start();
        Await.until("somebody is told", () -> !causes.isEmpty());
        greedy.close();
        assertThat(causes).singleElement().isInstanceOf(OutOfMemoryError.class);
        assertThat(greedy.state()).isEqualTo(RecordProcessor.State.FAILED);
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

    private RecordProcessor processor(
            Function<ProcessorSettings, Consumer<byte[], byte[]>> consumers) {
        return new RecordProcessor(
                Records.settings(),
                work -> {
                    handled.add(work.offset());
                    return Outcome.done();
                },
                Records.DECODER,
                FailureHandling.standard(new FakeRouter()),
                meters,
                consumers);
    }

    private long committed() {
        var offset = consumer.committed(Set.of(Records.PARTITION)).get(Records.PARTITION);
        return offset == null ? -1 : offset.offset();
    }

    private void assignWithRecords() {
        assignWithRecords(consumer);
    }

    private static void assignWithRecords(MockConsumer<byte[], byte[]> to) {
        to.schedulePollTask(() -> {
            to.updateBeginningOffsets(Map.of(Records.PARTITION, 0L));
            to.rebalance(List.of(Records.PARTITION));
            for (long offset = 0; offset < 3; offset++) {
                to.addRecord(Records.raw(offset, "acme/c1"));
            }
        });
    }
}
