package dev.parley.standalone.services;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * How the launcher reaches the brokers: by the same {@code spring.kafka.*} as the processes it
 * starts, from their properties, their environment and its own. SSL bundles are known to the
 * processes alone.
 */
final class BrokerAccess {
    private BrokerAccess() {}

    /** The configuration of an admin client. */
    static Map<String, Object> admin(FleetSettings settings) {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.addFirst(
                new SystemEnvironmentPropertySource(
                        "processes-systemEnvironment", new HashMap<>(settings.environment())));
        sources.addFirst(new MapPropertySource("processes", new HashMap<>(settings.properties())));
        ConfigurationPropertySources.attach(environment);
        var kafka = Binder.get(environment).bindOrCreate("spring.kafka", KafkaProperties.class);
        kafka.setBootstrapServers(List.of(settings.kafka().split(",")));
        return kafka.buildAdminProperties();
    }
}
