package dev.parley.postprocessor.timers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * An entry in the order of due moments: as bytes the moment, then the kind, then the key, so that
 * bytes in order are moments in order.
 *
 * @param at milliseconds since the epoch, not negative
 * @param key of the conversation
 */
record DueMoment(long at, TimerKind kind, String key) {
    private static final TimerKind[] KINDS = TimerKind.values();

    /** The bytes before all entries of this moment and after all earlier ones. */
    static Bytes before(long at) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(Math.max(at, 0)).array());
    }

    Bytes bytes() {
        var name = key.getBytes(UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + 1 + name.length)
                        .putLong(Math.max(at, 0))
                        .put((byte) kind.ordinal())
                        .put(name)
                        .array());
    }

    static DueMoment of(Bytes bytes) {
        var buffer = ByteBuffer.wrap(bytes.get());
        long at = buffer.getLong();
        var kind = KINDS[buffer.get()];
        return new DueMoment(at, kind, UTF_8.decode(buffer).toString());
    }
}
