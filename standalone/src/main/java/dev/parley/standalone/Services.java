package dev.parley.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.support.GenericApplicationContext;

/** The four services, running against a broker and a Redis. */
final class Services implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Services(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts them; they may not have their share of the topics yet. */
    static Services start(Map<String, String> properties, FreeSpace space) {
        var arguments = new LinkedHashMap<>(properties);
        arguments.put(
                "spring.config.name",
                "standalone"); // each service brings an application.yaml of its own
        var application =
                new SpringApplicationBuilder(StandaloneApplication.class)
                        .web(WebApplicationType.SERVLET)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(
                                false) // Standalone ends the services before what they need
                        .initializers(
                                (GenericApplicationContext context) -> register(context, space))
                        .beanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        return new Services(
                application.run(
                        arguments.entrySet().stream()
                                .map(property ->
                                        "--" + property.getKey() + "=" + property.getValue())
                                .toArray(String[]::new)));
    }

    private static void register(GenericApplicationContext context, FreeSpace space) {
        context.registerBean("freeSpace", FreeSpace.class, () -> space);
        context.registerBean(
                "freeSpaceHealthIndicator",
                FreeSpaceHealth.class,
                () -> new FreeSpaceHealth(space));
        context.registerBean(FullDiskFilter.class, () -> new FullDiskFilter(space));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    int port() {
        var server = ((WebServerApplicationContext) context).getWebServer();
        if (server == null) {
            throw new IllegalStateException("the services run without a web server");
        }
        return server.getPort();
    }

    /** Lets requests and turns that run end or be handed back, then stops. */
    @Override
    public void close() {
        context.close();
    }
}
