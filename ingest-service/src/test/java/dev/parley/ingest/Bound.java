package dev.parley.ingest;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Binds settings as the application does, from nothing but the properties given. */
final class Bound {
    private Bound() {}

    /** The bound record, or the failure of the application's start. */
    static <T> T settings(Class<T> type, Map<String, String> properties) {
        var holder = new AtomicReference<T>();
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(
                        properties.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toArray(String[]::new))
                .run(context -> {
                    if (context.getStartupFailure() != null) {
                        throw new IllegalArgumentException(context.getStartupFailure());
                    }
                    holder.set(context.getBean(type));
                });
        return holder.get();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({
        ApiProperties.class,
        BudgetProperties.class,
        DeliveryProperties.class
    })
    static class Settings {}
}
