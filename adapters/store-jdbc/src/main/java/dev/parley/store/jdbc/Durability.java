package dev.parley.store.jdbc;

/** What an acknowledged step outlives. What is left after any crash is consistent. */
enum Durability {
    /**
     * The end of any process of ours, {@code kill -9} included. SQLite: a crash of the operating
     * system or a power failure may take back the newest commits. PostgreSQL: a crash of the
     * database server may take back those of its last 0.6 s (three times {@code wal_writer_delay}).
     */
    BUFFERED,
    /**
     * Those crashes too: each commit waits for the disk, and on PostgreSQL for the standbys that
     * the server is told to wait for.
     */
    FLUSHED
}
