package dev.parley.executor;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.InstanceLease;
import dev.parley.conversation.turn.Renew;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.runtime.RepeatedWarnings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 6: keeps the leases of this process's turns alive, calls off the work of a turn whose fence
 * is lost, and ends that of one whose try takes too long. While the process's own lease goes on, a
 * turn's first heartbeat comes after a third of its lease, so a short turn costs none. Thread-safe;
 * it does nothing but write to the store.
 */
final class Heartbeats {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
    private final ConversationStore store;
    private final InstanceLease instance;
    private final TurnSettings settings;
    private final InstantSource clock;
    private final Set<RunningTurn> running = ConcurrentHashMap.newKeySet();

    /**
     * @param clock what the turns' begins are measured by
     */
    Heartbeats(
            ConversationStore store,
            InstanceLease instance,
            TurnSettings settings,
            InstantSource clock) {
        this.store = store;
        this.instance = instance;
        this.settings = settings;
        this.clock = clock;
        instance.onLapse(this::check);
    }

    /** The instance under whose lease this process holds turns. */
    String holder() {
        return instance.name();
    }

    void add(RunningTurn turn) {
        running.add(turn);
    }

    void remove(RunningTurn turn) {
        running.remove(turn);
    }

    /** The turns this process works on. */
    Collection<RunningTurn> running() {
        return List.copyOf(running);
    }

    /** How many turns this process works on. */
    int size() {
        return running.size();
    }

    /**
     * Ends what takes too long, and renews every turn that is due for it. A store that does not
     * answer costs nothing but this beat.
     */
    void beat() {
        var now = clock.instant();
        running.stream().filter(turn -> isOverrun(turn, now)).forEach(RunningTurn::overrun);
        renew(running.stream().filter(turn -> isDue(turn, now)).toList(), now);
    }

    /**
     * Looks which turns this process still has, after it was silent and others may have taken some.
     */
    private void check() {
        warnings.warn(
                "silent",
                "this process was silent for longer than its lease of %s: looking which of %d turns it still has"
                        .formatted(settings.instanceLease(), running.size()),
                null);
        renew(List.copyOf(running), clock.instant());
    }

    private void renew(List<RunningTurn> turns, Instant now) {
        if (turns.isEmpty()) {
            return;
        }
        try {
            var outcomes = store.applyAll(turns.stream().map(this::renewal).toList());
            for (int i = 0; i < turns.size(); i++) {
                switch (outcomes.get(i)) {
                    case RENEWED -> turns.get(i).renewed(now);
                    case LOST -> turns.get(i).callOff(RunningTurn.CalledOff.FENCE_LOST);
                }
            }
        } catch (RuntimeException e) {
            warnings.warn("could not renew the leases of this process's turns", e);
        }
    }

    private Renew renewal(RunningTurn turn) {
        return new Renew(turn.conversation(), turn.fence(), settings.lease(), settings.grace());
    }

    private boolean isOverrun(RunningTurn turn, Instant now) {
        return !turn.begunAt().plus(settings.longestAttempt()).isAfter(now);
    }

    private boolean isDue(RunningTurn turn, Instant now) {
        return !turn.renewedAt().plus(settings.lease().dividedBy(3)).isAfter(now);
    }
}
