package dev.parley.kafka;

import dev.parley.conversation.Dependency;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** What was last seen of a dependency. Thread-safe. */
final class WatchedDependency implements HealthIndicator {
    /**
     * Not DOWN, which would be taken for the process's own health: another process would find the
     * store just as far away.
     */
    static final Status AWAY = new Status("AWAY");

    private static final Logger LOG = LoggerFactory.getLogger(WatchedDependency.class);

    private final Dependency dependency;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Status seen = Status.UNKNOWN;

    WatchedDependency(Dependency dependency) {
        this.dependency = dependency;
    }

    String name() {
        return dependency.name();
    }

    /**
     * Asks on a thread of its own and waits no longer than that long for the answer; one that is
     * still not there by the next time means that the dependency is away.
     */
    void look(Duration limit) throws InterruptedException {
        if (!asking.compareAndSet(false, true)) {
            see(AWAY, "it has not answered yet");
            return;
        }
        var look = Thread.ofVirtual().name("dependency " + name()).start(this::ask);
        if (!look.join(limit)) {
            see(AWAY, "it did not answer within " + limit);
        }
    }

    private void ask() {
        try {
            boolean answers = dependency.answers();
            see(answers ? Status.UP : AWAY, "it does not answer");
        } catch (RuntimeException e) {
            see(AWAY, e.toString());
        } finally {
            asking.set(false);
        }
    }

    private synchronized void see(Status now, String why) {
        if (now.equals(seen)) {
            return;
        }
        if (now.equals(AWAY)) {
            LOG.warn("the {} is away: {}", name(), why);
        } else if (seen.equals(AWAY)) {
            LOG.info("the {} answers again", name());
        }
        seen = now;
    }

    /** 1 while it answers, 0 while it is away, NaN before anybody has looked. */
    double up() {
        var now = seen;
        return now.equals(Status.UNKNOWN) ? Double.NaN : now.equals(Status.UP) ? 1 : 0;
    }

    @Override
    public Health health() {
        return Health.status(seen).build();
    }
}
