package dev.parley.redis;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts our auto-configurations beside Boot's, as an application would. */
@ImportAutoConfiguration({
    DataRedisAutoConfiguration.class,
    RedisConnectionAutoConfiguration.class,
    RedisCooldownAutoConfiguration.class,
    RedisLiveTextAutoConfiguration.class,
    RedisRateLimiterAutoConfiguration.class
})
final class RedisApplication {
    /** Of the server that the tests start. */
    static final String PASSWORD = "secret";

    private RedisApplication() {}

    static ConfigurableApplicationContext start(int port, String... settings) {
        return start(port, _ -> {}, settings);
    }

    static ConfigurableApplicationContext start(
            int port,
            ApplicationContextInitializer<GenericApplicationContext> beans,
            String... settings) {
        var application = new SpringApplication(RedisApplication.class);
        application.addInitializers(beans);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--parley.redis.port=" + port,
                                "--parley.redis.password=" + PASSWORD,
                                "--spring.main.banner-mode=off"));
        arguments.addAll(List.of(settings));
        return application.run(arguments.toArray(String[]::new));
    }
}
