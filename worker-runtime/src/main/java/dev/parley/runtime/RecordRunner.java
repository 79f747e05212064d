package dev.parley.runtime;

import dev.parley.runtime.RecordDecoder.Undecodable;
import dev.parley.runtime.RecordDecoder.UnknownSchema;
import dev.parley.runtime.TrackedRecord.Report;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one record once: decodes it, calls the handler, and turns every way this can end into what
 * happens to the record. Thread-safe, never throws.
 */
final class RecordRunner {

    /** Key of the trace id in the logging context while a handler runs. */
    static final String TRACE_ID = "traceId";

    private static final Logger LOG = LoggerFactory.getLogger(RecordRunner.class);
    private static final Verdict AT_ONCE = new Verdict.Again(Duration.ZERO);

    private final ProcessorSettings settings;
    private final RecordHandler handler;
    private final RecordDecoder decoder;
    private final FailureHandling failures;
    private final ProcessorMetrics metrics;
    private final Outage outage;

    RecordRunner(
            ProcessorSettings settings,
            RecordHandler handler,
            RecordDecoder decoder,
            FailureHandling failures,
            ProcessorMetrics metrics) {
        this.settings = settings;
        this.handler = handler;
        this.decoder = decoder;
        this.failures = failures;
        this.metrics = metrics;
        this.outage = metrics.outage();
    }

    /** Runs the record, or only the report that is left of it. */
    Verdict run(TrackedRecord record) {
        Thread.interrupted(); // what the record before left behind is not about this one
        MDC.put(TRACE_ID, record.trace().traceId());
        var signal = new RunSignal(record.assignment());
        try {
            var report = record.report;
            return report != null ? send(report, record) : handle(record, signal);
        } finally {
            signal.end();
            MDC.remove(TRACE_ID);
        }
    }

    private Verdict handle(TrackedRecord record, HandBackSignal signal) {
        WorkRecord work;
        try {
            work = toWork(record, signal);
        } catch (Undecodable e) {
            return giveUp(record, e);
        } catch (UnknownSchema e) {
            return awaitSchema(record, e);
        } catch (RuntimeException e) {
            return giveUp(record, e);
        }
        try {
            return after(call(work), record);
        } catch (Throwable e) {
            return afterFailure(e, work, record);
        }
    }

    private Outcome call(WorkRecord work) throws Exception {
        long start = System.nanoTime();
        try {
            return handler.handle(work);
        } finally {
            metrics.handled(work.topic(), System.nanoTime() - start);
        }
    }

    private Verdict after(Outcome outcome, TrackedRecord record) {
        outage.over(record);
        return switch (outcome) {
            case Outcome.Done _ -> {
                metrics.outcome(record.topic(), OutcomeKind.DONE);
                yield Verdict.Complete.COMPLETE;
            }
            case Outcome.Retry retry -> {
                metrics.outcome(record.topic(), OutcomeKind.RETRY);
                record.attempt++;
                yield new Verdict.Again(retry.after());
            }
            case Outcome.Park park -> {
                metrics.outcome(record.topic(), OutcomeKind.PARKED);
                LOG.warn("{}: {} parked: {}", settings.name(), record.position(), park.cause());
                yield report(
                        record,
                        router -> router.deadLetter(record.toRaw(), park.cause(), park.turn()));
            }
        };
    }

    private Verdict afterFailure(Throwable failure, WorkRecord work, TrackedRecord record) {
        if (record.assignment().isReleased()) {
            LOG.debug(
                    "{}: {} ended after it was to be handed back",
                    settings.name(),
                    record.position(),
                    failure);
            return AT_ONCE;
        }
        return switch (classify(failure)) {
            case INFRASTRUCTURE -> interrupted(failure, record);
            case RECORD -> {
                metrics.outcome(record.topic(), OutcomeKind.FAILED);
                LOG.warn("{}: {} failed", settings.name(), record.position(), failure);
                yield report(record, router -> router.failed(work, failure));
            }
            case POISON -> giveUp(record, failure);
        };
    }

    /** A classifier that fails must not stop the worker: the record is to blame then. */
    private FailureKind classify(Throwable failure) {
        try {
            return failures.classifier().classify(failure);
        } catch (RuntimeException e) {
            LOG.error("{}: the failure classifier failed", settings.name(), e);
            return FailureKind.RECORD;
        }
    }

    private Verdict giveUp(TrackedRecord record, Throwable failure) {
        metrics.outcome(record.topic(), OutcomeKind.POISON);
        LOG.warn(
                "{}: {} can never be handled: {}",
                settings.name(),
                record.position(),
                describe(failure));
        return report(record, router -> router.deadLetter(record.toRaw(), describe(failure), null));
    }

    private Verdict awaitSchema(TrackedRecord record, UnknownSchema missing) {
        long now = System.nanoTime();
        if (record.schemaMissedSince == 0) {
            record.schemaMissedSince = now;
            LOG.warn(
                    "{}: {} waits for its schema: {}",
                    settings.name(),
                    record.position(),
                    missing.getMessage());
        }
        if (now - record.schemaMissedSince >= settings.unknownSchemaTimeout().toNanos()) {
            return giveUp(record, missing);
        }
        metrics.outcome(record.topic(), OutcomeKind.UNKNOWN_SCHEMA);
        return new Verdict.Again(settings.backOff().after(++record.schemaMisses));
    }

    private Verdict report(TrackedRecord record, Report report) {
        outage.over(record);
        record.report = report;
        return send(report, record);
    }

    /** Whatever stops a report is infrastructure: the record is complete only when it is made. */
    private Verdict send(Report report, TrackedRecord record) {
        try {
            report.send(failures.router());
            outage.over(record);
            return Verdict.Complete.COMPLETE;
        } catch (Throwable e) {
            return interrupted(e, record);
        }
    }

    private Verdict interrupted(Throwable failure, TrackedRecord record) {
        metrics.outcome(record.topic(), OutcomeKind.INFRASTRUCTURE);
        return new Verdict.Again(settings.backOff().after(outage.interrupted(record, failure)));
    }

    private WorkRecord toWork(TrackedRecord record, HandBackSignal signal)
            throws UnknownSchema, Undecodable {
        var key = record.key();
        if (key == null) {
            throw new Undecodable("the record has no key, or one that is not UTF-8");
        }
        var value = record.value;
        if (value == null) {
            value = decode(record.topic(), key, record.rawValue());
            record.value = value;
        }
        return record.toWork(key, value, signal);
    }

    private SpecificRecord decode(String topic, String key, byte @Nullable [] value)
            throws UnknownSchema, Undecodable {
        if (value == null) {
            throw new Undecodable("the record has no value");
        }
        return decoder.decode(topic, key, value);
    }

    private static String describe(Throwable failure) {
        return failure instanceof Undecodable || failure instanceof UnknownSchema
                ? String.valueOf(failure.getMessage())
                : failure.toString();
    }
}
