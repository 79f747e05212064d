package dev.parley.executor;

import dev.parley.conversation.Cooldown;
import dev.parley.conversation.turn.TurnSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Makes the cooldowns of this process's turns last as long as their work. A lock service that is
 * slow, gone or wrong delays nothing but this: it runs on a thread of its own, apart from all
 * leases. One thread calls {@link #renew}.
 */
final class CooldownRenewals {
    /** A cooldown lasts longer than this, and so long must a turn have run to be renewed. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Cooldown cooldown;
    private final Heartbeats heartbeats;
    private final Duration slow;
    private final InstantSource clock;
    private boolean wasSlow;

    CooldownRenewals(
            Cooldown cooldown, Heartbeats heartbeats, TurnSettings settings, InstantSource clock) {
        this.cooldown = cooldown;
        this.heartbeats = heartbeats;
        this.slow = settings.lease().dividedBy(3);
        this.clock = clock;
    }

    /**
     * Renews all but the cooldowns of turns that have just begun. After a round that took longer
     * than a third of a lease one is left out: locks that end cost only work.
     */
    void renew() {
        var begun = clock.instant();
        var locks =
                wasSlow
                        ? List.<Cooldown.Held>of()
                        : heartbeats.running().stream()
                                .filter(turn -> !turn.begunAt().plus(INTERVAL).isAfter(begun))
                                .map(turn ->
                                        new Cooldown.Held(turn.conversation(), turn.fence().turn()))
                                .toList();
        if (!locks.isEmpty()) {
            cooldown.renewAll(locks);
        }
        wasSlow = Duration.between(begun, clock.instant()).compareTo(slow) > 0;
    }
}
