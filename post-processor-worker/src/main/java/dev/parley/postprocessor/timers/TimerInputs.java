package dev.parley.postprocessor.timers;

import dev.parley.postprocessor.timers.Timer.Idle;
import dev.parley.postprocessor.timers.Timer.Retry;
import dev.parley.schemas.ConversationEvent;
import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.Reply;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Says what each record read changes in the timers of its conversation. Not thread-safe. */
final class TimerInputs {
    private final TimerBook book;
    private final IdleRules idle;
    private final RetryRules retry;
    private final AllowedSilence silence;
    private final TimerMetrics metrics;

    TimerInputs(
            TimerBook book,
            IdleRules idle,
            RetryRules retry,
            AllowedSilence silence,
            TimerMetrics metrics) {
        this.book = book;
        this.idle = idle;
        this.retry = retry;
        this.silence = silence;
        this.metrics = metrics;
    }

    /**
     * Takes a record in.
     *
     * @param kind which retry an error report of its topic asks for
     * @return whether it is the failure after which nothing more is tried
     * @throws IllegalArgumentException when timers read no such record
     */
    boolean take(String key, SpecificRecord record, TimerKind kind, long now) {
        return switch (record) {
            case Reply reply -> {
                replied(key, reply);
                yield false;
            }
            case ConversationEvent event -> {
                happened(key, event);
                yield false;
            }
            case ErrorReport report -> failed(key, report, kind, now);
            default ->
                    throw new IllegalArgumentException(
                            "timers read no " + record.getSchema().getName());
        };
    }

    private void replied(String key, Reply reply) {
        switch (reply.getKind()) {
            case REMINDER -> {
                return;
            }
            case HANDOVER, APOLOGY, CLOSING -> end(key, reply.getCommittedAt());
            // A kind added later speaks to the customer too, who may then be silent.
            case ANSWER, UNKNOWN -> begin(key, reply.getCommittedAt());
        }
        updateRetry(key, TimerKind.TURN, held -> retry.answered(held, reply.getTurnNumber()));
    }

    private void happened(String key, ConversationEvent event) {
        switch (event.getType()) {
            case RETURNED -> begin(key, event.getAt());
            case REMINDED -> {
                long at = event.getAt().toEpochMilli();
                updateIdle(key, held -> idle.reminded(held, at, silence.of(key)));
            }
            case ESCALATED, TAKEN_OVER, PARKED, RESOLVED, CLOSED -> end(key, event.getAt());
            case ERASED -> book.forget(key);
            case OPENED, ASSIGNED, TITLED, REOPENED, ANSWERED, SENT, UNKNOWN -> {}
        }
    }

    private boolean failed(String key, ErrorReport report, TimerKind kind, long now) {
        var held = book.find(key, kind) instanceof Retry it ? it : null;
        var next = retry.reported(held, report, now);
        updateRetry(key, kind, _ -> next);
        boolean givenUp = next == null && report.getNeedsProcessing();
        if (givenUp) {
            metrics.givenUp(kind);
        }
        return givenUp;
    }

    private void begin(String key, Instant at) {
        updateIdle(key, held -> idle.begun(held, at.toEpochMilli(), silence.of(key)));
    }

    private void end(String key, Instant at) {
        updateIdle(key, held -> idle.ended(held, at.toEpochMilli()));
    }

    private void updateIdle(String key, UnaryOperator<@Nullable Idle> change) {
        book.update(key, TimerKind.IDLE, held -> change.apply(held instanceof Idle it ? it : null));
    }

    private void updateRetry(String key, TimerKind kind, UnaryOperator<@Nullable Retry> change) {
        book.update(key, kind, held -> change.apply(held instanceof Retry it ? it : null));
    }
}
