package dev.parley.model.guard;

import dev.parley.conversation.model.LanguageModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Wraps each language model as it is made; one gate each, for each is a deployment of its own.
 *
 * @param offline whether they are the built-in one
 */
record ModelGuard(
        ObjectProvider<ModelGuardProperties> settings,
        boolean offline,
        ObjectProvider<MeterRegistry> registries)
        implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof LanguageModel model)) {
            return bean;
        }
        var guard = settings.getObject();
        var gate = new Gate(guard, guard.limit().start(offline), Time.SYSTEM);
        var registry = registries.getIfAvailable(CompositeMeterRegistry::new);
        return new GuardedModel(model, gate, new GuardMetrics(registry, name, gate));
    }
}
