package dev.parley.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics as a member of a consumer group and has every record handled, at least once: one
 * record per key at a time in the order they were read, across all topics, and keys in parallel.
 *
 * <p>An offset is committed only when every record below it in its partition is complete: handled,
 * or durably reported as failed. When a partition moves or the processor closes, queued records are
 * left to the next owner and running ones get the drain timeout to end or hand back.
 *
 * <p>Thread-safe. Runs once: it cannot be started again after it was closed or has failed.
 */
public final class RecordProcessor implements AutoCloseable {

    /** Where a processor is in its life. */
    public enum State {
        NEW,
        RUNNING,
        CLOSING,
        CLOSED,
        /** It broke: nothing is read or committed any more until the process starts again. */
        FAILED
    }

    /** Is told once when the processor broke for good; a service ends then. */
    @FunctionalInterface
    public interface FailureListener {
        void failed(Throwable cause);
    }

    private static final Logger LOG = LoggerFactory.getLogger(RecordProcessor.class);

    /** What one round of the poll loop may take beyond draining before it counts as stuck. */
    private static final Duration ROUND = Duration.ofSeconds(30);

    private final ProcessorSettings settings;
    private final Function<ProcessorSettings, Consumer<byte[], byte[]>> consumers;
    private final ProcessorMetrics metrics;
    private final Dispatcher dispatcher;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile FailureListener onFailure = _ -> {};
    private volatile @Nullable PollLoop loop;

    public RecordProcessor(
            ProcessorSettings settings,
            RecordHandler handler,
            RecordDecoder decoder,
            FailureHandling failures,
            MeterRegistry registry) {
        this(settings, handler, decoder, failures, registry, RecordProcessor::kafkaConsumer);
    }

    RecordProcessor(
            ProcessorSettings settings,
            RecordHandler handler,
            RecordDecoder decoder,
            FailureHandling failures,
            MeterRegistry registry,
            Function<ProcessorSettings, Consumer<byte[], byte[]>> consumers) {
        this.settings = settings;
        this.consumers = consumers;
        this.metrics = new ProcessorMetrics(registry, settings.name());
        this.dispatcher =
                new Dispatcher(
                        settings,
                        new RecordRunner(settings, handler, decoder, failures, metrics),
                        metrics,
                        this::broke);
    }

    /** Who is told when it breaks for good. Set it before the start. */
    public void onFailure(FailureListener listener) {
        onFailure = listener;
    }

    /**
     * Joins the group and begins to read, in the background.
     *
     * @throws IllegalStateException if it was started before
     * @throws org.apache.kafka.common.KafkaException if the consumer's configuration is not valid
     */
    public void start() {
        if (!state.compareAndSet(State.NEW, State.RUNNING)) {
            throw new IllegalStateException(
                    settings.name() + " was started before, it is " + state);
        }
        PollLoop created;
        try {
            created = new PollLoop(settings, consumers, dispatcher, metrics);
        } catch (RuntimeException e) {
            state.set(State.FAILED);
            release();
            throw e;
        }
        loop = created;
        Thread.ofPlatform()
                .daemon()
                .name("parley-" + settings.name() + "-poll")
                .start(() -> run(created));
    }

    public State state() {
        return state.get();
    }

    /** Whether it runs and its poll loop makes its rounds. Costs nothing. */
    public boolean isHealthy() {
        var running = loop;
        if (state.get() != State.RUNNING || running == null) {
            return false;
        }
        long limit = settings.pace().drain().plus(ROUND).toNanos();
        return System.nanoTime() - running.lastRound() < limit;
    }

    /**
     * What keeps it from doing all of its work, in one line with topic, partition and offset:
     * brokers that do not let it read, or a record that is incomplete for longer than {@link
     * Patience#incomplete}. An outage of something that all records need is none. Costs nothing.
     */
    public Optional<String> obstacle() {
        var running = loop;
        if (running == null || state.get() != State.RUNNING) {
            return Optional.empty();
        }
        var refusal = running.refusal();
        return refusal != null
                ? Optional.of("not allowed to read: " + refusal)
                : running.stuck()
                        .map(record ->
                                "record %s@%d is not complete for longer than %s"
                                        .formatted(
                                                record.partition(),
                                                record.offset(),
                                                settings.patience().incomplete()));
    }

    /**
     * Partitions that are not read now because too much was read since their oldest incomplete
     * record. Costs nothing.
     */
    public List<String> pausedForSpan() {
        var running = loop;
        return running == null
                ? List.of()
                : running.longSpans().stream().map(TopicPartition::toString).toList();
    }

    /** The partitions it reads now; none before the start and after the end. */
    public Set<TopicPartition> assigned() {
        var running = loop;
        return running == null ? Set.of() : running.assigned();
    }

    /** Records that wait in place because something they need is down; 0 when all is well. */
    public int waitingForInfrastructure() {
        return metrics.outage().waiting();
    }

    /**
     * Stops reading, lets running handlers end or hand back within the drain timeout, commits and
     * leaves the group. Handlers that still run then are interrupted; their records are handled
     * again by the next owner. Must not be called by a handler. A second call waits for the first.
     */
    @Override
    public void close() {
        if (state.compareAndSet(State.NEW, State.CLOSED)) {
            release();
            return;
        }
        state.compareAndSet(State.RUNNING, State.CLOSING);
        var running = loop;
        if (running != null) {
            running.close();
        }
        try {
            // A rebalance may be draining already, and then the close drains the rest.
            long limit = settings.pace().drain().multipliedBy(2).plus(ROUND).toMillis();
            if (!ended.await(limit, TimeUnit.MILLISECONDS)) {
                LOG.error(
                        "{}: the poll loop did not end, its partitions stay until the session ends",
                        settings.name());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(PollLoop running) {
        @Nullable Throwable failure = null;
        try {
            running.run();
        } catch (Throwable e) {
            failure = e;
        }
        if (failure == null) {
            state.compareAndSet(State.RUNNING, State.CLOSED);
            state.compareAndSet(State.CLOSING, State.CLOSED);
        }
        release();
        if (failure != null) {
            broke(failure);
        }
    }

    /** The first failure after which nothing may be handled any more. */
    private void broke(Throwable failure) {
        if (state.getAndSet(State.FAILED) != State.FAILED) {
            LOG.error("{} broke, nothing is handled any more", settings.name(), failure);
            var running = loop;
            if (running != null) {
                running.close();
            }
            onFailure.failed(failure);
        }
    }

    private void release() {
        dispatcher.interrupt();
        dispatcher.close();
        metrics.close();
        ended.countDown();
    }

    private static Consumer<byte[], byte[]> kafkaConsumer(ProcessorSettings settings) {
        return new KafkaConsumer<>(
                settings.consumerConfiguration(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
