package dev.parley.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The connections to PostgreSQL. Everything that could wait for ever has a limit, so that a server
 * that hangs is unavailable and a process of ours that hangs is put out of the others' way.
 * Thread-safe.
 */
final class PostgresPool implements AutoCloseable {
    /** Beyond the server's own limits: the network is gone, or the server's machine. */
    private static final Duration SOCKET_GRACE = Duration.ofSeconds(2);

    private final HikariDataSource pool;
    private final UnreadableRows unreadable = new UnreadableRows();

    /**
     * Connects.
     *
     * @throws dev.parley.conversation.StoreUnavailableException when the server cannot be reached
     *     within the store's timeout
     */
    PostgresPool(JdbcStoreProperties properties) {
        try {
            pool = new HikariDataSource(configuration(properties));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "parley.store.postgresql: cannot connect: " + e.getMessage(), e);
        }
    }

    /** Takes a connection until the session is closed. */
    Session session() {
        try {
            return new Session(
                    pool.getConnection(), Dialect.POSTGRESQL, pool::evictConnection, unreadable);
        } catch (SQLException e) {
            throw SqlFailures.translated(Dialect.POSTGRESQL, "connect", e);
        }
    }

    /** The rows that its sessions left out. */
    UnreadableRows unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariConfig configuration(JdbcStoreProperties properties) {
        var settings = properties.postgresql();
        var configuration = new HikariConfig();
        configuration.setPoolName("parley-store");
        configuration.setJdbcUrl(settings.url());
        configuration.setUsername(settings.username());
        configuration.setPassword(settings.secret());
        configuration.setMaximumPoolSize(settings.writers() + settings.readers());
        configuration.setMinimumIdle(settings.writers() + 1);
        configuration.setConnectionTimeout(settings.connectionTimeout().toMillis());
        configuration.setValidationTimeout(settings.connectionTimeout().toMillis());
        configuration.setInitializationFailTimeout(properties.timeout().toMillis());
        configuration.addDataSourceProperty("ApplicationName", "parley");
        configuration.addDataSourceProperty("tcpKeepAlive", "true");
        configuration.addDataSourceProperty("logServerErrorDetail", "false"); // customers' texts
        configuration.addDataSourceProperty("targetServerType", "primary");
        configuration.addDataSourceProperty(
                "connectTimeout", seconds(settings.connectionTimeout()));
        configuration.addDataSourceProperty(
                "socketTimeout", seconds(properties.timeout().plus(SOCKET_GRACE)));
        configuration.setConnectionInitSql(
                serverSettings(properties.timeout(), properties.effectiveDurability()));
        return configuration;
    }

    /**
     * A statement has as long as its caller waits. A transaction of which the server hears nothing,
     * because the process that began it is stopped or gone, is ended in half of that: it holds rows
     * that others want. Every statement of a step has its index; without enable_seqscan = off those
     * prepared while the tables were empty would read whole tables until the server has counted
     * their rows.
     */
    private static String serverSettings(Duration timeout, Durability durability) {
        long millis = timeout.toMillis();
        var synchronousCommit =
                switch (durability) {
                    case BUFFERED -> "off";
                    case FLUSHED -> "on";
                };
        return """
        SET statement_timeout = %d; SET lock_timeout = %d;
        SET idle_in_transaction_session_timeout = %d; SET synchronous_commit = %s;
        SET enable_seqscan = off; SET jit = off\
        """
                .formatted(millis, millis, millis / 2, synchronousCommit);
    }

    private static String seconds(Duration duration) {
        return String.valueOf(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}
