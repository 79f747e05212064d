package dev.parley.postprocessor.timers;

import dev.parley.runtime.RecordDecoder;
import dev.parley.runtime.RepeatedWarnings;
import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.RecordKey;
import dev.parley.schemas.Topic;
import dev.parley.schemas.TopicCatalogue;
import dev.parley.schemas.Wakeup;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the timers of one partition and tells those that are due. What it cannot read it leaves
 * out: a record nobody can read must not stop the timers of everybody else.
 */
final class TimerProcessor implements Processor<String, byte[], String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(TimerProcessor.class);

    /** Of all partitions, and of the processors that take the place of those that failed. */
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);

    private final TimerSettings settings;
    private final RecordCodec codec;
    private final PatientDecoder decoder;
    private final TopicCatalogue catalogue;
    private final AllowedSilence silence;
    private final TimerMetrics metrics;
    private @Nullable Running running;

    /** What there is from {@link #init} on. */
    private record Running(
            ProcessorContext<String, byte[]> context, TimerBook book, TimerInputs inputs) {}

    TimerProcessor(
            TimerSettings settings,
            RecordCodec codec,
            PatientDecoder decoder,
            TopicCatalogue catalogue,
            AllowedSilence silence,
            TimerMetrics metrics) {
        this.settings = settings;
        this.codec = codec;
        this.decoder = decoder;
        this.catalogue = catalogue;
        this.silence = silence;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        var book =
                new TimerBook(
                        context.getStateStore(TimersTopology.CONVERSATIONS),
                        context.getStateStore(TimersTopology.MOMENTS));
        var inputs = new TimerInputs(book, settings.idle(), settings.retry(), silence, metrics);
        var started = new Running(context, book, inputs);
        running = started;
        context.schedule(
                settings.interval(),
                PunctuationType.WALL_CLOCK_TIME,
                _ -> tellDue(started, context.currentSystemTimeMs()));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var now = running;
        if (now == null) {
            throw new IllegalStateException("a record came before the start");
        }
        var topic = now.context().recordMetadata().map(it -> it.topic()).orElse("");
        @Nullable String key = record.key();
        byte @Nullable [] value = record.value();
        if (key == null || value == null) {
            skip(topic, "empty", "it has no key or no value");
            return;
        }
        try {
            var decoded = decoder.decode(topic, key, value);
            var kind = retryAfter(topic);
            long time = now.context().currentSystemTimeMs();
            boolean givenUp = now.inputs().take(key, decoded, kind, time);
            // A turn that nobody tries any more is found by the sweep; what follows one by nobody.
            if (givenUp && kind == TimerKind.FOLLOW_UP && decoded instanceof ErrorReport report) {
                giveUp(now, new Record<>(key, value, time), report);
            }
            metrics.taken();
        } catch (RecordDecoder.UnknownSchema e) {
            skip(topic, "unknown-schema", String.valueOf(e.getMessage()));
        } catch (RecordDecoder.Undecodable | IllegalArgumentException e) {
            skip(topic, "undecodable", String.valueOf(e.getMessage()));
        }
    }

    private void skip(String topic, String reason, String cause) {
        metrics.skipped(topic, reason);
        WARNINGS.warn(
                topic + ": " + reason,
                "a record of %s is left out of the timers: %s".formatted(topic, cause),
                null);
    }

    private TimerKind retryAfter(String topic) {
        return topic.equals(catalogue.name(Topic.POST_PROCESSOR_ERRORS))
                ? TimerKind.FOLLOW_UP
                : TimerKind.TURN;
    }

    /** Operators see what failed, and may give it to the timers again, which then try it anew. */
    private void giveUp(Running now, Record<String, byte[]> read, ErrorReport report) {
        var source =
                now.context()
                        .recordMetadata()
                        .orElseThrow(() -> new IllegalStateException("a record without its place"));
        var letter =
                GivenUpLetter.about(
                        report,
                        source.topic(),
                        source.partition(),
                        source.offset(),
                        read,
                        settings.retry().maxTries());
        now.context()
                .forward(
                        new Record<>(read.key(), codec.encode(letter), read.timestamp()),
                        TimersTopology.sink(Topic.DEAD_LETTERS));
    }

    private void tellDue(Running now, long time) {
        for (var moment : now.book().due(time, settings.limit())) {
            try {
                look(now, moment, time);
            } catch (KafkaException e) {
                throw e; // the stores or the topics: the thread is replaced and reads them anew
            } catch (RuntimeException e) {
                var kind = e.getClass().getSimpleName();
                WARNINGS.error(
                        kind,
                        "a timer of %s failed, it stays for the next start: %s"
                                .formatted(moment.key(), e));
                LOG.debug("what failed", e);
            }
        }
    }

    private void look(Running now, DueMoment moment, long time) {
        var timer = now.book().find(moment.key(), moment.kind());
        switch (timer) {
            case null -> now.book().settle(moment, null);
            case Timer put when put.due() > time -> now.book().settle(moment, put);
            case Timer.Idle idle ->
                    act(
                            now,
                            moment,
                            idle,
                            time,
                            settings.idle().due(idle, time, silence.of(moment.key())));
            case Timer.Retry retry ->
                    act(now, moment, retry, time, settings.retry().due(retry, time));
        }
    }

    private void act(Running now, DueMoment moment, Timer timer, long time, Verdict verdict) {
        switch (verdict) {
            case Verdict.Tell(var attempt, var next) -> {
                tell(now, moment, timer, attempt, time);
                now.book().settle(moment, next);
                metrics.told(moment.kind(), time - timer.due());
                if (next == null) {
                    metrics.givenUp(moment.kind());
                }
            }
            case Verdict.Wait(var next) -> now.book().settle(moment, next);
            case Verdict.Drop() -> now.book().settle(moment, null);
        }
    }

    private void tell(Running now, DueMoment moment, Timer timer, int attempt, long time) {
        var key = RecordKey.parse(moment.key());
        var wakeup =
                Wakeup.newBuilder()
                        .setOrganization(key.organization())
                        .setConversation(key.conversation())
                        .setReason(moment.kind().reason())
                        .setAttempt(attempt)
                        .setNotBefore(Instant.ofEpochMilli(timer.due()))
                        .setAt(Instant.ofEpochMilli(time))
                        .build();
        now.context()
                .forward(
                        new Record<>(moment.key(), codec.encode(wakeup), time),
                        TimersTopology.sink(moment.kind().topic()));
    }
}
