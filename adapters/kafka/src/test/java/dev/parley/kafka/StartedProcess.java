package dev.parley.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every service is made of, and nothing else. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StartedProcess {
    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    static ConfigurableApplicationContext start(int port, String prefix, String... more) {
        return start(StartedProcess.class, port, prefix, more);
    }

    static ConfigurableApplicationContext start(
            Class<?> application, int port, String prefix, String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--spring.kafka.bootstrap-servers=127.0.0.1:" + port,
                                "--parley.kafka.topic-prefix=" + prefix,
                                "--spring.main.banner-mode=off"));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }
}
