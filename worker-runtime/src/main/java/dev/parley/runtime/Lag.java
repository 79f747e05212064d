package dev.parley.runtime;

import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Measures once a second how many records of this worker's partitions are not complete, read or
 * not. Used by the poll thread; any thread may ask for the last value.
 */
final class Lag {

    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private long last = System.nanoTime();
    private volatile long records;

    Lag(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    void measureIfDue(Collection<Assignment> assignments) {
        long now = System.nanoTime();
        if (now - last < INTERVAL) {
            return;
        }
        last = now;
        long sum = 0;
        for (var assignment : assignments) {
            sum +=
                    consumer.currentLag(assignment.partition()).orElse(0)
                            + assignment.progress().span();
        }
        records = sum;
    }

    long records() {
        return records;
    }
}
