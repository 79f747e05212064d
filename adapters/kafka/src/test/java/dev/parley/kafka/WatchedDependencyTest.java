package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Dependency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.actuate.endpoint.SimpleStatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

class WatchedDependencyTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void nothingIsKnownBeforeAnybodyHasLooked() {
        var store = new WatchedDependency(new Told("store", () -> true));

        assertThat(store.up()).isNaN();
        assertThat(store.health().getStatus()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void answerRefusalAndFailureAreSeen() throws Exception {
        var up = new WatchedDependency(new Told("store", () -> true));
        var refusing = new WatchedDependency(new Told("redis", () -> false));
        var failing =
                new WatchedDependency(
                        new Told(
                                "model",
                                () -> {
                                    throw new IllegalStateException("gone");
                                }));
        for (var each : List.of(up, refusing, failing)) {
            each.look(LONG);
        }

        assertThat(up.up()).isEqualTo(1);
        assertThat(up.health().getStatus()).isEqualTo(Status.UP);
        assertThat(refusing.up()).isZero();
        assertThat(refusing.health().getStatus()).isEqualTo(WatchedDependency.AWAY);
        assertThat(failing.up()).isZero();
    }

    @Test
    void oneThatHangsIsAwayAndIsNotAskedASecondTime() throws Exception {
        var asked = new AtomicInteger();
        var answer = new CountDownLatch(1);
        var hanging =
                new WatchedDependency(
                        new Told(
                                "store",
                                () -> {
                                    asked.incrementAndGet();
                                    answer.await();
                                    return true;
                                }));
        hanging.look(Duration.ofMillis(1));
        hanging.look(Duration.ofMillis(1));

        assertThat(hanging.up()).isZero();
        assertThat(asked).hasValue(1);
        answer.countDown();
        while (hanging.up() != 1) {
            hanging.look(LONG);
        }
    }

    @Test
    void whatIsAwayIsNotTheProcessesOwnHealth() {
        var whole = new SimpleStatusAggregator();
        var group = new SimpleStatusAggregator("AWAY", "UP");

        assertThat(whole.getAggregateStatus(Status.UP, WatchedDependency.AWAY))
                .isEqualTo(Status.UP);
        assertThat(group.getAggregateStatus(Status.UP, WatchedDependency.AWAY))
                .isEqualTo(WatchedDependency.AWAY);
    }

    @Test
    void eachHasAGaugeAndAnIndicatorOfItsOwn() {
        var meters = new SimpleMeterRegistry();
        HealthIndicator other = () -> Health.up().build();
        var all =
                new Dependencies(
                        List.of(new Told("store", () -> true), new Told("redis", () -> true)),
                        Map.of("storeHistory", other),
                        meters);

        assertThat(all.stream().map(entry -> entry.name()))
                .containsExactly("store", "redis", "storeHistory");
        assertThat(all.getContributor("redis")).isNotNull();
        assertThat(all.getContributor("storeHistory")).isSameAs(other);
        assertThat(all.getContributor("moon")).isNull();
        assertThat(meters.get("parley.dependency.up").tag("dependency", "store").gauge())
                .isNotNull();
    }

    private record Told(String name, Asked asked) implements Dependency {
        private interface Asked {
            boolean ask() throws InterruptedException;
        }

        @Override
        public boolean answers() {
            try {
                return asked.ask();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
