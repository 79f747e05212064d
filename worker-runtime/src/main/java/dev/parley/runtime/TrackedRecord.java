package dev.parley.runtime;

import dev.parley.runtime.PartitionProgress.Completion;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record from the moment it was read until it is complete or dropped, with what is known about it
 * so far. Its key's queue hands it from thread to thread, so its fields need no lock.
 */
final class TrackedRecord {

    private final ConsumerRecord<byte[], byte[]> raw;
    private final Assignment assignment;
    private final Completion completion;
    private final @Nullable String key;
    private @Nullable TraceContext trace;

    /** Number of the handler's run, from 1. */
    int attempt = 1;

    /** Infrastructure failures in a row. */
    int interruptions;

    /** When the writer's schema was first missed, as System.nanoTime; 0 when it was not. */
    long schemaMissedSince;

    /** Runs without the schema so far. */
    int schemaMisses;

    /** The decoded value, kept for the next run. */
    @Nullable SpecificRecord value;

    /** Set when the handler is over and only this report is left to be made. */
    @Nullable Report report;

    /** A report that the failure router takes. */
    @FunctionalInterface
    interface Report {
        void send(FailureRouter router) throws Exception;
    }

    TrackedRecord(ConsumerRecord<byte[], byte[]> raw, Assignment assignment) {
        this.raw = raw;
        this.assignment = assignment;
        this.completion = assignment.progress().begin(raw.offset());
        this.key = Utf8.textOrNull(raw.key());
    }

    Assignment assignment() {
        return assignment;
    }

    Completion completion() {
        return completion;
    }

    /** This handling's place in the trace: under the producer's, or the start of a new one. */
    TraceContext trace() {
        var known = trace;
        if (known == null) {
            known =
                    TraceContext.of(raw.headers())
                            .map(TraceContext::child)
                            .orElseGet(TraceContext::root);
            trace = known;
        }
        return known;
    }

    /** The record's key; null when it has none or it is not text. */
    @Nullable String key() {
        return key;
    }

    /** What the record queues by: a record without a key waits for no other. */
    String queueKey() {
        return key != null ? key : "\0" + position();
    }

    byte @Nullable [] rawValue() {
        return raw.value();
    }

    String topic() {
        return raw.topic();
    }

    String position() {
        return raw.topic() + '-' + raw.partition() + '@' + raw.offset();
    }

    RawRecord toRaw() {
        return new RawRecord(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                Instant.ofEpochMilli(raw.timestamp()),
                raw.key(),
                raw.value(),
                raw.headers(),
                trace());
    }

    WorkRecord toWork(String workKey, SpecificRecord decoded, HandBackSignal handBack) {
        return new WorkRecord(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                Instant.ofEpochMilli(raw.timestamp()),
                workKey,
                decoded,
                attempt,
                raw.headers(),
                trace(),
                handBack);
    }
}
