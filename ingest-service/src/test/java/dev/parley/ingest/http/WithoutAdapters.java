package dev.parley.ingest.http;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Keeps the adapters' beans out of tests that bring their own ports and say so by a property. */
final class WithoutAdapters implements AutoConfigurationImportFilter, EnvironmentAware {
    /** The property; {@code memory} means own ports. */
    static final String PORTS = "edge.test.ports";

    private boolean active;

    @Override
    public void setEnvironment(Environment environment) {
        active = "memory".equals(environment.getProperty(PORTS));
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        var wanted = new boolean[configurations.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = !active || !isAdapter(configurations[i]);
        }
        return wanted;
    }

    private static boolean isAdapter(@Nullable String name) {
        return name != null
                && name.startsWith("dev.parley.")
                && !name.startsWith("dev.parley.ingest.");
    }
}
