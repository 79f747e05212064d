package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Protocols whose steps are right and whose workers leave something out. */
final class CarelessWorkers {
    private CarelessWorkers() {}

    /** Offsets are committed as records are read. */
    static Protocol committingOffsetsFirst() {
        return new Protocol() {
            @Override
            boolean keepsRecordsUntilDone() {
                return false;
            }
        };
    }

    /** Whoever is done deletes the cooldown. */
    static Protocol deletingAnyCooldown() {
        return new Protocol() {
            @Override
            boolean releasesCooldown(long holder, long turn) {
                return true;
            }
        };
    }

    /** A busy cooldown is reason enough to leave. */
    static Protocol trustingTheCooldown() {
        return new Protocol() {
            @Override
            boolean mayLeaveWhenBusy(Conversation row, @Nullable Long seq, Instant now) {
                return true;
            }
        };
    }

    /** A turn's end wakes nobody. */
    static Protocol withoutWakeups() {
        return new Protocol() {
            @Override
            boolean owesWakeup(@Nullable Conversation row) {
                return false;
            }
        };
    }
}
