package dev.parley.conversation.turn.exploration;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.turn.Leases;
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

    /** A plan is emitted again and again. */
    static Protocol planningWithoutCounting() {
        return new Protocol() {
            @Override
            boolean countsEmissions() {
                return false;
            }
        };
    }

    /** The sweep waits for every moment that lies ahead, whoever wrote it. */
    static Protocol sweepingWithoutHorizon() {
        return new Protocol() {
            @Override
            boolean isDue(Instant dueAt, Leases leases, Instant now) {
                return !dueAt.isAfter(now);
            }
        };
    }

    /** Nobody looks after the turns of dead instances. */
    static Protocol leavingTheAbandoned() {
        return new Protocol() {
            @Override
            boolean findsAbandoned() {
                return false;
            }
        };
    }

    /** What a crash leaves of an erasure stays. */
    static Protocol leavingErasuresUnfinished() {
        return new Protocol() {
            @Override
            boolean finishesErasures() {
                return false;
            }
        };
    }

    /** A reply is followed up when its record comes, and at no other time. */
    static Protocol withoutFollowUpScan() {
        return new Protocol() {
            @Override
            boolean scansForFollowUps() {
                return false;
            }
        };
    }

    /** What is missing is published, whatever was answered. */
    static Protocol publishingWithoutPuttingBack() {
        return new Protocol() {
            @Override
            boolean putsBackFirst() {
                return false;
            }
        };
    }

    /** A recovery that knows of no erasure. */
    static Protocol recoveringWhatWasErased() {
        return new Protocol() {
            @Override
            boolean erasesFirst() {
                return false;
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
