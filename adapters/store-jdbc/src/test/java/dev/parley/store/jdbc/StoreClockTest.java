package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.CapturedLog;
import dev.parley.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreClockTest {
    @TempDir private Path directory;

    private final SettableClock wall = new SettableClock();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final StoreClock clock = new StoreClock(_ -> wall.millis(), nanos::get);
    private Session session;

    @BeforeEach
    void open() {
        session = new SqliteFile(directory.resolve("parley.db"), Durability.BUFFERED).open();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void timeNeverGoesBack() {
        var before = now();
        wall.advance(Duration.ofMillis(-500));
        assertThat(now()).isEqualTo(before);
        wall.advance(Duration.ofMillis(501));
        assertThat(now()).isEqualTo(before.plusMillis(1));
        assertThat(clock.behind()).isZero();
    }

    @Test
    void timeGoesOnWhileTheClockIsAnHourBehind() {
        now();
        pass(Duration.ofSeconds(5));
        wall.advance(Duration.ofHours(1));
        var ready = now().plusSeconds(2);
        wall.advance(Duration.ofHours(-1));
        assertThat(now()).isEqualTo(ready.minusSeconds(2));

        for (int look = 0; look < 4_000; look++) {
            assertThat(now()).isBefore(ready);
            pass(Duration.ofNanos(500_000));
        }

        assertThat(now()).as("2 s have elapsed").isEqualTo(ready);
        assertThat(clock.behind()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void clockThatCatchesUpIsFollowedAgain() {
        var start = now();
        wall.advance(Duration.ofSeconds(-3));
        pass(Duration.ofSeconds(1));
        assertThat(now()).isEqualTo(start.plusSeconds(1));
        assertThat(clock.behind()).isEqualTo(Duration.ofSeconds(3));

        wall.advance(Duration.ofSeconds(9));
        assertThat(now()).isEqualTo(start.plusSeconds(7));
        assertThat(clock.behind()).isZero();
    }

    @Test
    void clockThatWentBackIsALineInTheLogAndAnotherWhenItHasCaughtUp() {
        now();
        try (var log = new CapturedLog()) {
            wall.advance(Duration.ofSeconds(-3));
            for (int look = 0; look < 100; look++) {
                now();
            }
            assertThat(log.text())
                    .containsOnlyOnce("the clock went back: it is 3000 ms behind store time")
                    .contains("WARN " + StoreClock.class.getName())
                    .doesNotContain("has caught up");
            wall.advance(Duration.ofSeconds(3));
            for (int look = 0; look < 100; look++) {
                now();
            }
            assertThat(log.text()).containsOnlyOnce("the clock has caught up with store time");
        }
    }

    @Test
    void howFarTheClockIsBehindIsAGauge() {
        var meters = new SimpleMeterRegistry();
        var properties = Settings.of(directory.resolve("gauged"), Durability.BUFFERED);
        try (var database = JdbcDatabase.sqlite(properties, wall)) {
            new StoreMetrics(database).bindTo(meters);
            database.clock().now(session);
            assertThat(behind(meters)).isZero();

            wall.advance(Duration.ofSeconds(-3));
            database.clock().now(session);
            assertThat(behind(meters))
                    .as("in seconds, with what has elapsed since")
                    .isBetween(3.0, 300.0);
        }
    }

    private static double behind(SimpleMeterRegistry meters) {
        return meters.get("parley.store.clock.behind").gauge().value();
    }

    private Instant now() {
        return clock.now(session);
    }

    /** Both clocks go on. */
    private void pass(Duration duration) {
        wall.advance(duration);
        nanos.addAndGet(duration.toNanos());
    }
}
