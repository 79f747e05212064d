package dev.parley.kafka;

import dev.parley.conversation.recovery.RememberedMarks;
import dev.parley.conversation.recovery.StoreMarks;
import dev.parley.conversation.recovery.StoreWatch;
import dev.parley.runtime.RecordPublisher;
import dev.parley.schemas.RecordCodec;
import dev.parley.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;

/** Notices a store that went back in time, where a process has one that can be marked. */
@AutoConfiguration(
        after = PipelineKafkaAutoConfiguration.class,
        afterName = "dev.parley.store.jdbc.JdbcStoreAutoConfiguration")
@ConditionalOnBean(StoreMarks.class)
class StoreMarkingAutoConfiguration {
    @Bean
    KafkaStoreMarks rememberedMarks(
            ConsumerFactory<String, byte[]> rawConsumers,
            RecordPublisher publisher,
            RecordCodec codec,
            TopicCatalogue catalogue) {
        return new KafkaStoreMarks(rawConsumers, publisher, codec, catalogue);
    }

    @Bean
    StoreWatch storeWatch(StoreMarks store, RememberedMarks remembered, InstantSource clock) {
        return new StoreWatch(store, remembered, clock);
    }

    @Bean
    StoreMarking storeMarking(StoreWatch watch, MeterRegistry meters) {
        return new StoreMarking(watch, meters);
    }
}
