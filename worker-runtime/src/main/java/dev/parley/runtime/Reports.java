package dev.parley.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the reports of records that failed or were given up. Only an outage is waited out without
 * end: a report that is refused for what it holds is made shorter, and in the end left to the log,
 * so that it blocks nothing. Thread-safe, throws only what ends the process.
 */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final ProcessorSettings settings;
    private final FailureHandling failures;
    private final ProcessorMetrics metrics;

    Reports(ProcessorSettings settings, FailureHandling failures, ProcessorMetrics metrics) {
        this.settings = settings;
        this.failures = failures;
        this.metrics = metrics;
    }

    /** Makes the record's report; the record is complete when it is made. */
    Verdict send(TrackedRecord record, Report report) {
        metrics.outage().over(record);
        record.report = report;
        return sendAgain(record, report);
    }

    /** Makes the report that an earlier run could not. */
    Verdict sendAgain(TrackedRecord record, Report report) {
        try {
            report.send(failures.router());
            metrics.outage().over(record);
            return Verdict.Complete.COMPLETE;
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return record.assignment().isReleased() || isOutage(e)
                    ? interrupted(record, e)
                    : refused(record, report, e);
        }
    }

    /** Something the record needs is down: it waits in place, without end. */
    Verdict interrupted(TrackedRecord record, Throwable failure) {
        metrics.outcome(record.topic(), OutcomeKind.INFRASTRUCTURE);
        int failed = metrics.outage().interrupted(record, failure);
        return new Verdict.Again(settings.patience().backOff().after(failed));
    }

    private Verdict refused(TrackedRecord record, Report report, Throwable refusal) {
        metrics.outage().over(record);
        boolean forEver = KafkaRefusal.isAboutTheRecord(refusal);
        if (!forEver && ++record.refusals < settings.patience().maxFailures()) {
            return new Verdict.Again(settings.patience().backOff().after(record.refusals));
        }
        record.refusals = 0;
        var instead = report.insteadOf(record, refusal);
        if (instead != null) {
            return send(record, instead);
        }
        metrics.outcome(record.topic(), OutcomeKind.UNREPORTED);
        LOG.error(
                "{}: {} is given up and its dead letter is refused, it is only on its topic now: {}",
                settings.name(),
                record.position(),
                RepeatedWarnings.cut(refusal.toString()));
        return Verdict.Complete.COMPLETE;
    }

    private boolean isOutage(Throwable failure) {
        try {
            return failures.classifier().classify(failure) == FailureKind.INFRASTRUCTURE;
        } catch (RuntimeException _) {
            return false;
        }
    }
}
