package dev.parley.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
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
        /** Reading broke: nothing is read or committed any more until the process starts again. */
        FAILED
    }

    /** Is told when reading broke for good; a service should end then. */
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
                        metrics);
    }

    /** Who is told when reading breaks for good. Set it before the start. */
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
            created = new PollLoop(settings, consumers.apply(settings), dispatcher, metrics);
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
        long limit = settings.drainTimeout().plus(ROUND).toNanos();
        return System.nanoTime() - running.lastRound() < limit;
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
            long limit = settings.drainTimeout().multipliedBy(2).plus(ROUND).toMillis();
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
        state.set(failure == null ? State.CLOSED : State.FAILED);
        release();
        if (failure != null) {
            LOG.error("{}: reading broke, nothing is handled any more", settings.name(), failure);
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
