package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.jdbc.JdbcStoreProperties.Kind;
import dev.parley.store.jdbc.JdbcStoreProperties.Sqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JdbcStorePropertiesTest {
    private static final String URL = "jdbc:postgresql://db.example/parley";

    @TempDir private Path directory;

    @Test
    void defaults() {
        var properties = bound(Map.of());

        assertThat(properties)
                .isEqualTo(
                        new JdbcStoreProperties(
                                Kind.SQLITE,
                                Duration.ofSeconds(10),
                                null,
                                new Sqlite("data/parley.db", 256, 1024, 2),
                                new PostgresProperties(
                                        "",
                                        null,
                                        null,
                                        null,
                                        4,
                                        4,
                                        256,
                                        1024,
                                        Duration.ofSeconds(5))));
        assertThat(properties.effectiveDurability()).isEqualTo(Durability.BUFFERED);
    }

    @Test
    void everyKeyIsMapped() {
        var properties =
                new HashMap<>(
                        Map.of(
                                "parley.store.kind", "postgresql",
                                "parley.store.timeout", "3s",
                                "parley.store.durability", "buffered",
                                "parley.store.sqlite.path", "/var/lib/parley/store.db",
                                "parley.store.sqlite.max-batch", "7",
                                "parley.store.sqlite.max-queued", "8",
                                "parley.store.sqlite.readers", "9",
                                "parley.store.postgresql.url", URL));
        properties.putAll(
                Map.of(
                        "parley.store.postgresql.username", "parley",
                        "parley.store.postgresql.password", "secret",
                        "parley.store.postgresql.writers", "1",
                        "parley.store.postgresql.readers", "2",
                        "parley.store.postgresql.max-batch", "3",
                        "parley.store.postgresql.max-queued", "4",
                        "parley.store.postgresql.connection-timeout", "1s"));

        assertThat(bound(properties))
                .isEqualTo(
                        new JdbcStoreProperties(
                                Kind.POSTGRESQL,
                                Duration.ofSeconds(3),
                                Durability.BUFFERED,
                                new Sqlite("/var/lib/parley/store.db", 7, 8, 9),
                                new PostgresProperties(
                                        URL,
                                        "parley",
                                        "secret",
                                        null,
                                        1,
                                        2,
                                        3,
                                        4,
                                        Duration.ofSeconds(1))));
    }

    @Test
    void whatIsAcknowledgedByAServerIsOnDiskUnlessSetOtherwise() {
        assertThat(
                        bound(
                                        Map.of(
                                                "parley.store.kind",
                                                "postgresql",
                                                "parley.store.postgresql.url",
                                                URL))
                                .effectiveDurability())
                .isEqualTo(Durability.FLUSHED);
    }

    @Test
    void passwordIsReadFromItsFileWithoutTheLineEnd() throws IOException {
        var file = Files.writeString(directory.resolve("password"), "from a file\n");

        var properties = bound(Map.of("parley.store.postgresql.password-file", file.toString()));

        assertThat(properties.postgresql().secret()).isEqualTo("from a file");
    }

    @Test
    void missingPasswordFileIsNamed() {
        var missing = directory.resolve("missing").toString();
        var properties = bound(Map.of("parley.store.postgresql.password-file", missing));

        assertThatThrownBy(() -> properties.postgresql().secret())
                .hasMessageContaining("parley.store.postgresql.password-file")
                .hasMessageContaining(missing);
    }

    @Test
    void passwordIsNeverPrinted() {
        var properties =
                bound(
                        Map.of(
                                "parley.store.postgresql.url",
                                URL + "?password=canary-1",
                                "parley.store.postgresql.password",
                                "canary-2"));

        assertThat(properties.toString()).contains("db.example").doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 0s, parley.store.timeout must be at least 100ms",
        "timeout, -1s, parley.store.timeout must be at least 100ms",
        "durability, sometimes, sometimes",
        "kind, h2, h2",
        "kind, postgresql, parley.store.postgresql.url must be set",
        "sqlite.max-batch, 0, parley.store.sqlite.max-batch must be at least 1",
        "sqlite.max-queued, 0, parley.store.sqlite.max-queued must be at least 1",
        "sqlite.readers, -2, parley.store.sqlite.readers must be at least 1",
        "sqlite.path, ' ', parley.store.sqlite.path must not be empty",
        "postgresql.url, jdbc:mysql://db/parley, url must start with jdbc:postgresql:",
        "postgresql.writers, 0, parley.store.postgresql.writers must be at least 1",
        "postgresql.readers, 0, parley.store.postgresql.readers must be at least 1",
        "postgresql.max-batch, 0, parley.store.postgresql.max-batch must be at least 1",
        "postgresql.max-queued, 0, parley.store.postgresql.max-queued must be at least 1",
        "postgresql.connection-timeout, 1ms, connection-timeout must be at least 250ms",
    })
    void constraintsAreRefusedByName(String key, String value, String message) {
        assertThatThrownBy(() -> bound(Map.of("parley.store." + key, value)))
                .hasMessageContaining("parley.store")
                .rootCause()
                .hasMessageContaining(message);
    }

    @Test
    void passwordAndItsFileExcludeEachOther() {
        assertThatThrownBy(() ->
                        bound(
                                Map.of(
                                        "parley.store.postgresql.password", "secret",
                                        "parley.store.postgresql.password-file", "file")))
                .rootCause()
                .hasMessageContaining("must not both be set");
    }

    private static JdbcStoreProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("parley.store", Bindable.of(JdbcStoreProperties.class));
    }
}
