package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.StoreUnavailableException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailuresTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08001", "08006", // connection
                "25006", // the server has become a standby
                "25P03", // idle in a transaction for too long
                "28P01", // the password has changed
                "3D000", // no such database
                "42501", // a grant is missing
                "53100", "53300", // disk full, too many connections
                "55P03", // a lock was not given in time
                "57014", "57P01", "57P03", // cancelled, shutting down, starting up
                "58030", // input or output
                "XX001", // corrupt data
            })
    void serverThatCannotServeIsUnavailable(String state) {
        assertThat(translated(state)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void failureWithoutAStateIsUnavailable() {
        assertThat(translated(null)).isInstanceOf(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "40003"})
    void rollbackForAnothersSakeIsContention(String state) {
        assertThat(translated(state)).isInstanceOf(ContendedException.class);
    }

    @Test
    void rowThatIsThereAlreadyMayBeAnothers() {
        assertThat(translated("23505")).isInstanceOf(StaleRowException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0A000", "22001", "22021", "23502", "25P02", "42601", "42P01", "54000"})
    void wrongStatementIsNotRepeated(String state) {
        assertThat(translated(state)).isInstanceOf(FailedStatementException.class);
    }

    private static RuntimeException translated(@Nullable String state) {
        return SqlFailures.translated(
                Dialect.POSTGRESQL, "SELECT 1", new SQLException("failed", state));
    }
}
