package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreClockTest {
    @TempDir private Path directory;

    @Test
    void timeNeverGoesBack() {
        var source = new SettableClock();
        var clock = StoreClock.of(source);
        try (var session =
                new SqliteFile(directory.resolve("parley.db"), Durability.BUFFERED).open()) {
            var before = clock.now(session);
            source.advance(Duration.ofMillis(-500));
            assertThat(clock.now(session)).isEqualTo(before);
            source.advance(Duration.ofMillis(501));
            assertThat(clock.now(session)).isEqualTo(before.plusMillis(1));
        }
    }
}
