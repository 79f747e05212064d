package dev.parley.store.jdbc;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What operators are to know of a database. */
record StoreMetrics(JdbcDatabase database) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder(
                        "parley.store.rows.unreadable", database, from -> from.unreadable().count())
                .description("Rows that lists left out because this build cannot read them")
                .register(registry);
        Gauge.builder(
                        "parley.store.clock.behind",
                        database,
                        from -> from.clock().behind().toMillis() / 1000.0)
                .description("How far the clock is behind store time, which does not go back")
                .baseUnit("seconds")
                .register(registry);
    }
}
