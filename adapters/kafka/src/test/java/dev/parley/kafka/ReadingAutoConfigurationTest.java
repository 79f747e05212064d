package dev.parley.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.reading.ReadableText;
import dev.parley.conversation.reading.ReadingThreads;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ReadingAutoConfigurationTest {
    private static final Pattern ENDLESS = Pattern.compile("a*a*a*a*a*a*b");

    @Test
    void whatOverrunsIsCounted() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ReadingAutoConfiguration.class))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("parley.reading.within=10ms")
                .run(started -> {
                    boolean found =
                            started.getBean(ReadingThreads.class)
                                    .read(
                                            "acme",
                                            effort ->
                                                    ReadableText.of("a".repeat(5_000), effort)
                                                            .shows(ENDLESS),
                                            false);

                    assertThat(found).isFalse();
                    assertThat(
                                    started.getBean(MeterRegistry.class)
                                            .get("parley.reading.overrun")
                                            .counter()
                                            .count())
                            .isEqualTo(1);
                });
    }
}
