package dev.parley.model.guard;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Puts a guard before every language model, unless {@code parley.model.guard.enabled=false}. */
@AutoConfiguration
@ConditionalOnProperty(name = "parley.model.guard.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ModelGuardProperties.class)
class ModelGuardAutoConfiguration {
    @Bean
    static BeanPostProcessor modelGuard(
            ObjectProvider<ModelGuardProperties> settings,
            Environment environment,
            ObjectProvider<MeterRegistry> registries) {
        boolean offline = environment.getProperty("parley.model.kind", "offline").equals("offline");
        return new ModelGuard(settings, offline, registries);
    }
}
