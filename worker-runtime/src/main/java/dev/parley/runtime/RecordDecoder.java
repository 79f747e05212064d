package dev.parley.runtime;

import org.apache.avro.specific.SpecificRecord;

/** Turns the bytes of a record's value into the record. Thread-safe. */
@FunctionalInterface
public interface RecordDecoder {

    /**
     * Decodes one value.
     *
     * @param topic full name of the topic, prefix included
     * @param key the record's key, for decoders that refuse keys of a wrong form
     * @throws UnknownSchema when the writer's schema may still arrive: the record is tried again in
     *     place for a bounded time
     * @throws Undecodable when it never will decode: the record goes to the dead letters
     */
    SpecificRecord decode(String topic, String key, byte[] value) throws UnknownSchema, Undecodable;

    /** The bytes do not hold a record that this topic may carry. */
    final class Undecodable extends Exception {
        private static final long serialVersionUID = 1;

        public Undecodable(String message, Throwable cause) {
            super(message, cause);
        }

        public Undecodable(String message) {
            super(message);
        }
    }

    /** The writer's schema is not known here, or not yet. */
    final class UnknownSchema extends Exception {
        private static final long serialVersionUID = 1;

        public UnknownSchema(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
