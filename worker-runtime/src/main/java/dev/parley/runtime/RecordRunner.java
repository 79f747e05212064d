package dev.parley.runtime;

import dev.parley.runtime.RecordDecoder.Undecodable;
import dev.parley.runtime.RecordDecoder.UnknownSchema;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one record once: decodes it, calls the handler, and turns every way this can end into what
 * happens to the record. Thread-safe, throws only what ends the process.
 */
final class RecordRunner {

    /** Key of the trace id in the logging context while a handler runs. */
    static final String TRACE_ID = "traceId";

    private static final Logger LOG = LoggerFactory.getLogger(RecordRunner.class);
    private static final Verdict AT_ONCE = new Verdict.Again(Duration.ZERO);

    private final ProcessorSettings settings;
    private final RecordHandler handler;
    private final RecordDecoder decoder;
    private final FailureClassifier classifier;
    private final ProcessorMetrics metrics;
    private final Reports reports;
    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);

    RecordRunner(
            ProcessorSettings settings,
            RecordHandler handler,
            RecordDecoder decoder,
            FailureHandling failures,
            ProcessorMetrics metrics) {
        this.settings = settings;
        this.handler = handler;
        this.decoder = decoder;
        this.classifier = failures.classifier();
        this.metrics = metrics;
        this.reports = new Reports(settings, failures, metrics);
    }

    /** Runs the record, or only the report that is left of it. */
    Verdict run(TrackedRecord record) {
        Thread.interrupted(); // what the record before left behind is not about this one
        MDC.put(TRACE_ID, record.trace().traceId());
        var signal = new RunSignal(record.assignment());
        try {
            var report = record.report;
            return report != null ? reports.sendAgain(record, report) : handle(record, signal);
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
            return awaitNewer(
                    record, describe(e), settings.patience().unknownSchema(), "its schema");
        } catch (RuntimeException | StackOverflowError e) {
            return giveUp(record, e);
        }
        try {
            return after(call(work), record);
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
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
        metrics.outage().over(record);
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
            case Outcome.Park park -> park(record, park.cause(), park.turn());
            case Outcome.OfNewerBuild newer ->
                    awaitNewer(
                            record,
                            newer.what(),
                            settings.patience().unknownKind(),
                            "a build that knows it");
        };
    }

    private Verdict park(TrackedRecord record, String cause, @Nullable Long turn) {
        metrics.outcome(record.topic(), OutcomeKind.PARKED);
        warn("parked", record, "parked: " + cause, null);
        return reports.send(record, new Report.GivenUp(record.toRaw(), cause, turn));
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
            case INFRASTRUCTURE -> reports.interrupted(record, failure);
            case RECORD -> {
                metrics.outcome(record.topic(), OutcomeKind.FAILED);
                warn("failed", record, "failed: " + RepeatedWarnings.inOneLine(failure), failure);
                yield reports.send(record, new Report.Failed(work, failure));
            }
            case IN_ORDER -> failedInOrder(record, failure);
            case POISON -> giveUp(record, failure);
        };
    }

    /** A classifier that fails must not stop the worker: the record is to blame then. */
    private FailureKind classify(Throwable failure) {
        try {
            return classifier.classify(failure);
        } catch (RuntimeException e) {
            warnings.warn(settings.name() + ": the failure classifier failed", e);
            return FailureKind.RECORD;
        }
    }

    private Verdict failedInOrder(TrackedRecord record, Throwable failure) {
        metrics.outage().over(record);
        record.attempt++;
        int most = settings.patience().maxFailures();
        if (++record.failures >= most) {
            return giveUp(record, "failed " + most + " times: " + describe(failure), failure);
        }
        metrics.outcome(record.topic(), OutcomeKind.RETRY);
        warn(
                "again",
                record,
                "failed and is tried again in its place: " + RepeatedWarnings.inOneLine(failure),
                failure);
        return new Verdict.Again(settings.patience().backOff().after(record.failures));
    }

    private Verdict giveUp(TrackedRecord record, Throwable failure) {
        return giveUp(record, describe(failure), failure);
    }

    private Verdict giveUp(TrackedRecord record, String cause, @Nullable Throwable failure) {
        metrics.outcome(record.topic(), OutcomeKind.POISON);
        warn("poison", record, "can never be handled: " + cause, failure);
        return reports.send(record, new Report.GivenUp(record.toRaw(), cause, null));
    }

    /** Holds the record back for what a newer build brings, for a bounded time. */
    private Verdict awaitNewer(TrackedRecord record, String what, Duration limit, String missing) {
        long now = System.nanoTime();
        if (record.missedSince == 0) {
            record.missedSince = now;
            warn(missing, record, "waits for " + missing + ": " + what, null);
        }
        if (now - record.missedSince >= limit.toNanos()) {
            return giveUp(record, what, null);
        }
        metrics.outcome(record.topic(), OutcomeKind.NEWER_BUILD);
        return new Verdict.Again(settings.patience().backOff().after(++record.misses));
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

    private void warn(String kind, TrackedRecord record, String text, @Nullable Throwable failure) {
        warnings.warn(
                failure == null ? kind : kind + failure.getClass().getName(),
                settings.name() + ": " + record.position() + ' ' + text,
                failure);
    }

    private static String describe(Throwable failure) {
        return switch (failure) {
            case Undecodable _ -> String.valueOf(failure.getMessage());
            case UnknownSchema _ -> String.valueOf(failure.getMessage());
            case InOrderException _ when failure.getCause() != null ->
                    failure.getMessage() + ": " + failure.getCause();
            default -> failure.toString();
        };
    }
}
