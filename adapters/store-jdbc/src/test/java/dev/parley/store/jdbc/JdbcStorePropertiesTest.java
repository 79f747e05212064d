package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.jdbc.JdbcStoreProperties.Kind;
import dev.parley.store.jdbc.JdbcStoreProperties.Sqlite;
import dev.parley.store.jdbc.JdbcStoreProperties.Synchronous;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JdbcStorePropertiesTest {
    @Test
    void defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new JdbcStoreProperties(
                                Kind.SQLITE,
                                Duration.ofSeconds(10),
                                new Sqlite("data/parley.db", Synchronous.NORMAL, 256, 1024, 2)));
    }

    @Test
    void everyKeyIsMapped() {
        var properties =
                Map.of(
                        "parley.store.kind", "sqlite",
                        "parley.store.timeout", "3s",
                        "parley.store.sqlite.path", "/var/lib/parley/store.db",
                        "parley.store.sqlite.synchronous", "full",
                        "parley.store.sqlite.max-batch", "7",
                        "parley.store.sqlite.max-queued", "8",
                        "parley.store.sqlite.readers", "9");

        assertThat(bound(properties))
                .isEqualTo(
                        new JdbcStoreProperties(
                                Kind.SQLITE,
                                Duration.ofSeconds(3),
                                new Sqlite("/var/lib/parley/store.db", Synchronous.FULL, 7, 8, 9)));
    }

    @ParameterizedTest
    @CsvSource({
        "parley.store.timeout, 0s, parley.store.timeout must be above zero",
        "parley.store.timeout, -1s, parley.store.timeout must be above zero",
        "parley.store.sqlite.max-batch, 0, parley.store.sqlite.max-batch must be at least 1",
        "parley.store.sqlite.max-queued, 0, parley.store.sqlite.max-queued must be at least 1",
        "parley.store.sqlite.readers, -2, parley.store.sqlite.readers must be at least 1",
        "parley.store.sqlite.path, ' ', parley.store.sqlite.path must not be empty",
        "parley.store.sqlite.synchronous, sometimes, sometimes",
        "parley.store.kind, h2, h2",
    })
    void constraintsAreRefusedByName(String key, String value, String message) {
        assertThatThrownBy(() -> bound(Map.of(key, value)))
                .hasMessageContaining(key.substring(0, "parley.store".length()))
                .rootCause()
                .hasMessageContaining(message);
    }

    private static JdbcStoreProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("parley.store", Bindable.of(JdbcStoreProperties.class));
    }
}
