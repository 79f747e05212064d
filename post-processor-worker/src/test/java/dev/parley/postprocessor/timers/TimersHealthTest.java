package dev.parley.postprocessor.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;

/** What the health of the timers, by which liveness goes, says while their threads die. */
@Timeout(60)
class TimersHealthTest {
    private final SleptTime time = new SleptTime();
    private final IdleStreams streams = new IdleStreams();
    private final Timers timers = new Timers(() -> streams, true, time);

    @AfterEach
    void stop() {
        timers.stop();
    }

    @Test
    void threadsThatDieAgainAndAgainTurnHealthDownUntilThatIsLongAgo() {
        timers.start();
        for (int each = 1; each < Crashes.LOOP; each++) {
            streams.threadDies();
            assertThat(timers.health().getStatus()).isEqualTo(Status.UP);
        }

        streams.threadDies();
        assertThat(timers.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(timers.health().getDetails()).containsEntry("crashes", Crashes.LOOP);

        time.sleep(Duration.ofMinutes(11).toMillis());
        assertThat(timers.health().getStatus()).isEqualTo(Status.UP);
    }

    /** Streams whose threads are never started, and die when the test says so. */
    private static final class IdleStreams extends KafkaStreams {
        private @Nullable StreamsUncaughtExceptionHandler handler;

        IdleStreams() {
            super(new Topology().addSource("records", "replies"), settings());
        }

        private static Properties settings() {
            var settings = new Properties();
            settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "idle");
            settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
            return settings;
        }

        void threadDies() {
            var told = Objects.requireNonNull(handler);
            assertThat(told.handle(new IllegalStateException("a record none can bear")))
                    .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        }

        @Override
        public void setUncaughtExceptionHandler(StreamsUncaughtExceptionHandler told) {
            handler = told;
        }

        @Override
        public synchronized void start() {}
    }

    /** Time that passes while somebody sleeps, and not otherwise. */
    private static final class SleptTime implements Time {
        private final AtomicLong millis = new AtomicLong();

        @Override
        public long milliseconds() {
            return millis.get();
        }

        @Override
        public long nanoseconds() {
            return Duration.ofMillis(millis.get()).toNanos();
        }

        @Override
        public void sleep(long sleep) {
            millis.addAndGet(sleep);
        }

        @Override
        public void waitObject(Object lock, Supplier<Boolean> condition, long deadlineMillis) {
            throw new UnsupportedOperationException();
        }
    }
}
