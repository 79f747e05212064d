package dev.parley.kafka;

import dev.parley.conversation.reading.ReadingThreads;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Where the workers of a process read texts: one set of threads for all of them. */
@AutoConfiguration
@EnableConfigurationProperties(ReadingProperties.class)
class ReadingAutoConfiguration {
    @Bean
    ReadingThreads readingThreads(ReadingProperties properties, MeterRegistry meters) {
        var overruns =
                Counter.builder("parley.reading.overrun")
                        .description("Texts that took too much to read and count as unread")
                        .register(meters);
        return new ReadingThreads(properties.number(), properties.within(), overruns::increment);
    }
}
