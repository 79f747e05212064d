package dev.parley.benchmarks.services;

import dev.parley.testkit.postgres.Postgres;
import java.nio.file.Path;
import java.util.Map;

/** The store of a run, and how the services find it. */
record BenchStore(Map<String, String> properties, Runnable end) implements AutoCloseable {
    /** Makes an SQLite file, or starts a PostgreSQL that writes through to the disk. */
    static BenchStore start(String kind, Path folder) {
        if (kind.equals("sqlite")) {
            var file = folder.resolve("parley.db").toString();
            return new BenchStore(Map.of("parley.store.sqlite.path", file), () -> {});
        }
        var server = Postgres.start(folder.resolve("postgresql"));
        return new BenchStore(
                Map.of(
                        "parley.store.kind",
                        "postgresql",
                        "parley.store.postgresql.url",
                        server.newDatabase(),
                        "parley.store.postgresql.username",
                        Postgres.USER),
                server::close);
    }

    @Override
    public void close() {
        end.run();
    }
}
