package dev.parley.postprocessor.timers;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record, but never one that is still to come: brokers refuse a changelog's record
 * from the future, and a record that cannot be taken in would stop every timer until that time.
 */
public final class PresentTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long now = System.currentTimeMillis();
        return record.timestamp() < 0 ? now : Math.min(record.timestamp(), now);
    }
}
