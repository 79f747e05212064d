package dev.parley.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A producer that is made anew when it has come into a state which it never leaves: refused by the
 * cluster while it asked for its producer id, or fenced. Records under way fail then, as in an
 * outage. Thread-safe.
 */
final class RenewedProducer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RenewedProducer.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /** So that a denial which lasts does not cost a producer for each record. */
    private static final long REST = Duration.ofSeconds(2).toNanos();

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final LongSupplier nanos;
    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
    private volatile Producer<byte[], byte[]> current;
    private boolean closed;
    private long made;

    RenewedProducer(Supplier<Producer<byte[], byte[]>> producers, LongSupplier nanos) {
        this.producers = producers;
        this.nanos = nanos;
        this.current = producers.get();
        this.made = nanos.getAsLong() - REST;
    }

    /** Completes when the record is acknowledged or refused; never throws. */
    CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        var result = new CompletableFuture<Void>();
        var producer = current;
        try {
            var _ = producer.send(record, (_, failure) -> ended(producer, result, failure));
        } catch (RuntimeException e) {
            ended(producer, result, e);
        }
        return result;
    }

    /** Waits for what was sent, for a bounded time, and closes the producer. */
    @Override
    public void close() {
        Producer<byte[], byte[]> last;
        synchronized (this) {
            closed = true;
            last = current;
        }
        last.close(CLOSE_TIMEOUT);
    }

    private void ended(
            Producer<byte[], byte[]> producer,
            CompletableFuture<Void> result,
            @Nullable Exception failure) {
        if (failure == null) {
            result.complete(null);
            return;
        }
        if (isForGood(failure)) {
            renew(producer, failure);
        }
        result.completeExceptionally(failure);
    }

    /** A bare KafkaException is how a producer in its error state refuses a record. */
    static boolean isForGood(Exception failure) {
        return failure.getClass() == KafkaException.class
                || failure instanceof ClusterAuthorizationException
                || failure instanceof TransactionalIdAuthorizationException
                || failure instanceof AuthenticationException
                || failure instanceof ProducerFencedException
                || failure instanceof InvalidProducerEpochException
                || failure instanceof InvalidPidMappingException
                || failure instanceof OutOfOrderSequenceException
                || failure instanceof UnknownProducerIdException;
    }

    private synchronized void renew(Producer<byte[], byte[]> broken, Exception why) {
        long now = nanos.getAsLong();
        if (closed || broken != current || now - made < REST) {
            return;
        }
        warnings.warn("the producer is made anew", why);
        made = now;
        current = producers.get();
        // Not here: this may be the thread that the close waits for.
        Thread.ofVirtual().name("parley-producer-close").start(() -> broken.close(Duration.ZERO));
    }
}
