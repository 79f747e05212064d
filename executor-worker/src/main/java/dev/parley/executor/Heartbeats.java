package dev.parley.executor;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Cooldown;
import dev.parley.conversation.turn.Renew;
import dev.parley.conversation.turn.TurnSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 6: keeps the leases and cooldowns of this process's turns alive, and calls off the work of a
 * turn whose fence is lost. A turn's first heartbeat comes after a third of its lease, so a short
 * turn costs none. Thread-safe; one thread calls {@link #beat}.
 */
final class Heartbeats {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final ConversationStore store;
    private final Cooldown cooldown;
    private final TurnSettings settings;
    private final InstantSource clock;
    private final Set<RunningTurn> running = ConcurrentHashMap.newKeySet();

    Heartbeats(
            ConversationStore store,
            Cooldown cooldown,
            TurnSettings settings,
            InstantSource clock) {
        this.store = store;
        this.cooldown = cooldown;
        this.settings = settings;
        this.clock = clock;
    }

    void add(RunningTurn turn) {
        running.add(turn);
    }

    void remove(RunningTurn turn) {
        running.remove(turn);
    }

    /** How many turns this process works on. */
    int size() {
        return running.size();
    }

    /**
     * Renews every turn that is due for it. A store that does not answer costs nothing but this
     * beat.
     */
    void beat() {
        var now = clock.instant();
        var due = running.stream().filter(turn -> isDue(turn, now)).toList();
        if (due.isEmpty()) {
            return;
        }
        try {
            renew(due, now);
        } catch (RuntimeException e) {
            LOG.warn("could not renew the leases of {} turns: {}", due.size(), e.toString());
        }
    }

    private void renew(List<RunningTurn> due, Instant now) {
        var steps =
                due.stream()
                        .map(turn ->
                                new Renew(
                                        turn.conversation(),
                                        turn.fence(),
                                        settings.lease(),
                                        settings.grace()))
                        .toList();
        var outcomes = store.applyAll(steps);
        for (int i = 0; i < due.size(); i++) {
            var turn = due.get(i);
            switch (outcomes.get(i)) {
                case RENEWED -> {
                    turn.renewed(now);
                    cooldown.renew(turn.conversation(), turn.fence().turn());
                }
                case LOST -> turn.callOff(RunningTurn.CalledOff.FENCE_LOST);
            }
        }
    }

    private boolean isDue(RunningTurn turn, Instant now) {
        return !turn.renewedAt().plus(settings.lease().dividedBy(3)).isAfter(now);
    }
}
