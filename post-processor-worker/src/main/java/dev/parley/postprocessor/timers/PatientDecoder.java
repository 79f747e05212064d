package dev.parley.postprocessor.timers;

import dev.parley.runtime.RecordDecoder;
import dev.parley.schemas.UnknownSchemaException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes records, and waits in place for a schema that is not known yet: once for each schema, so
 * that many records of one that never comes cost no more than one. Not thread-safe.
 */
final class PatientDecoder {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int MAX_SCHEMAS = 1_000;

    private final RecordDecoder decoder;
    private final Duration patience;
    private final Map<Long, Long> waitedUntil = new HashMap<>();

    /**
     * @param patience how long a schema is waited for
     */
    PatientDecoder(RecordDecoder decoder, Duration patience) {
        this.decoder = decoder;
        this.patience = patience;
    }

    /**
     * @throws RecordDecoder.UnknownSchema when the schema did not come
     * @throws RecordDecoder.Undecodable when the record never will decode
     */
    SpecificRecord decode(String topic, String key, byte[] value)
            throws RecordDecoder.UnknownSchema, RecordDecoder.Undecodable {
        while (true) {
            try {
                return decoder.decode(topic, key, value);
            } catch (RecordDecoder.UnknownSchema unknown) {
                if (!pause(unknown)) {
                    throw unknown;
                }
            }
        }
    }

    /** Whether it makes sense to look again. */
    private boolean pause(RecordDecoder.UnknownSchema unknown) {
        long schema =
                unknown.getCause() instanceof UnknownSchemaException cause
                        ? cause.fingerprint()
                        : 0;
        if (waitedUntil.size() >= MAX_SCHEMAS) {
            waitedUntil.clear();
        }
        long end = waitedUntil.computeIfAbsent(schema, _ -> System.nanoTime() + patience.toNanos());
        if (System.nanoTime() - end >= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
