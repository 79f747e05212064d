package dev.parley.postprocessor.timers;

import dev.parley.postprocessor.timers.HeldTimers.HeldTimer;
import dev.parley.postprocessor.timers.Timer.Idle;
import dev.parley.postprocessor.timers.Timer.Retry;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A conversation's timers as bytes: the number of this form, the number of timers, then each. A
 * later form must read this one, for it lives in the changelog.
 */
final class HeldTimersForm implements Serde<HeldTimers> {
    private static final byte FORM = 1;
    private static final TimerKind[] KINDS = TimerKind.values();
    private static final int MOST_BYTES = 128;

    @Override
    public Serializer<HeldTimers> serializer() {
        return (_, timers) -> write(timers);
    }

    @Override
    public Deserializer<HeldTimers> deserializer() {
        return (_, bytes) -> read(bytes);
    }

    private static byte @Nullable [] write(@Nullable HeldTimers timers) {
        if (timers == null) {
            return null;
        }
        var buffer = ByteBuffer.allocate(MOST_BYTES);
        buffer.put(FORM).put((byte) timers.byKind().size());
        timers.byKind()
                .forEach((kind, held) -> {
                    buffer.put((byte) kind.ordinal()).putLong(held.listed());
                    switch (held.timer()) {
                        case Idle(var base, var due, var step) ->
                                buffer.putLong(base).putLong(due).putInt(step);
                        case Retry(var due, var turn, var reported, var tries, var told) ->
                                buffer.putLong(due)
                                        .putLong(turn)
                                        .putLong(reported)
                                        .putInt(tries)
                                        .put((byte) (told ? 1 : 0));
                    }
                });
        var bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static @Nullable HeldTimers read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        var buffer = ByteBuffer.wrap(bytes);
        if (buffer.get() != FORM) {
            throw new IllegalStateException("timers were kept by a newer build: form " + bytes[0]);
        }
        var timers = new EnumMap<TimerKind, HeldTimer>(TimerKind.class);
        for (int left = buffer.get(); left > 0; left--) {
            var kind = KINDS[buffer.get()];
            long listed = buffer.getLong();
            timers.put(kind, new HeldTimer(timer(kind, buffer), listed));
        }
        return new HeldTimers(timers);
    }

    private static Timer timer(TimerKind kind, ByteBuffer buffer) {
        return switch (kind) {
            case IDLE -> new Idle(buffer.getLong(), buffer.getLong(), buffer.getInt());
            case TURN, FOLLOW_UP ->
                    new Retry(
                            buffer.getLong(),
                            buffer.getLong(),
                            buffer.getLong(),
                            buffer.getInt(),
                            buffer.get() == 1);
        };
    }
}
