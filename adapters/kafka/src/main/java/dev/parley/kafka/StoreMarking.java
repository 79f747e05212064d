package dev.parley.kafka;

import dev.parley.conversation.StoreUnavailableException;
import dev.parley.conversation.recovery.Setback;
import dev.parley.conversation.recovery.StoreWatch;
import dev.parley.runtime.InfrastructureException;
import dev.parley.runtime.Periodic;
import dev.parley.runtime.RepeatedWarnings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.SmartLifecycle;

/**
 * Marks the store every few seconds and tells when it went back in time: in the log once a minute,
 * by a gauge, and in the health that operators look at. The process itself is well, and works on.
 */
final class StoreMarking implements SmartLifecycle {
    /** Not DOWN: another process would find the same store. */
    static final Status WENT_BACK = new Status("WENT_BACK");

    /** What was committed since the newest mark may be lost unnoticed. */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(StoreMarking.class);

    private final StoreWatch watch;
    private final Periodic periodic = new Periodic("parley-store-mark", INTERVAL, this::look);
    private final RepeatedWarnings warnings = new RepeatedWarnings(LOG);
    private boolean wentBack;
    private volatile boolean running;

    StoreMarking(StoreWatch watch, MeterRegistry meters) {
        this.watch = watch;
        Gauge.builder("parley.store.went.back", watch, each -> each.setback().isPresent() ? 1 : 0)
                .description("1 while the store lacks commits that it had, 0 otherwise")
                .register(meters);
    }

    /** How its health is shown; no bean, or it would count as the process's own. */
    HealthIndicator indicator() {
        return this::health;
    }

    private Health health() {
        return watch.setback()
                .map(setback ->
                        Health.status(WENT_BACK).withDetail("reason", setback.sentence()).build())
                .orElseGet(() -> Health.up().build());
    }

    void look() {
        try {
            watch.look();
        } catch (StoreUnavailableException | InfrastructureException | KafkaException e) {
            LOG.debug("the store could not be marked", e); // that they are away is told elsewhere
            return;
        }
        watch.setback().ifPresentOrElse(this::tell, this::tellTheEnd);
    }

    private void tell(Setback setback) {
        wentBack = true;
        warnings.error("went back", setback.sentence());
    }

    private void tellTheEnd() {
        if (wentBack) {
            wentBack = false;
            LOG.info("the store was recovered");
        }
    }

    @Override
    public void start() {
        running = true;
        periodic.start();
    }

    @Override
    public void stop() {
        running = false;
        periodic.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
