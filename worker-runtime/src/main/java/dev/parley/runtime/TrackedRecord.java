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

    /** Failures in place of a record that none of its key may overtake. */
    int failures;

    /** Refusals in a row of its report. */
    int refusals;

    /** When what only a newer build has was first missed, as System.nanoTime; 0: it was not. */
    long missedSince;

    /** Runs without it so far. */
    int misses;

    /** The decoded value, kept for the next run. */
    @Nullable SpecificRecord value;

    /** Set when the handler is over and only this report is left to be made. */
    @Nullable Report report;

    TrackedRecord(ConsumerRecord<byte[], byte[]> raw, Assignment assignment) {
        this.raw = raw;
        this.assignment = assignment;
        this.completion = assignment.progress().begin(raw.offset(), raw.leaderEpoch());
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

    /** Bytes of key, value and headers as they came. */
    long size() {
        long size = length(raw.key()) + length(raw.value());
        for (var header : raw.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
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

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
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
