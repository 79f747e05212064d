package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Instances;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.conversation.recovery.StoreMarks;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Brings the store that {@code parley.store} describes, unless the application has its own. */
@AutoConfiguration
@ConditionalOnMissingBean(ConversationStore.class)
@EnableConfigurationProperties(JdbcStoreProperties.class)
class JdbcStoreAutoConfiguration {
    @Bean(destroyMethod = "close")
    JdbcDatabase storeDatabase(JdbcStoreProperties properties) {
        return switch (properties.kind()) {
            case SQLITE -> JdbcDatabase.sqlite(properties, InstantSource.system());
            case POSTGRESQL -> JdbcDatabase.postgresql(properties, StoreClock.ofDatabase());
        };
    }

    @Bean(destroyMethod = "") // the database is closed, and once is enough
    JdbcConversationStore conversationStore(JdbcDatabase database) {
        return new JdbcConversationStore(database);
    }

    @Bean
    @ConditionalOnMissingBean(DeadLetters.class)
    JdbcDeadLetters deadLetters(JdbcDatabase database) {
        return new JdbcDeadLetters(database);
    }

    @Bean
    StoreMetrics storeMetrics(JdbcDatabase database) {
        return new StoreMetrics(database);
    }

    @Bean
    @ConditionalOnMissingBean(Instances.class)
    JdbcInstances instances(JdbcDatabase database) {
        return new JdbcInstances(database);
    }

    @Bean
    @ConditionalOnMissingBean(StoreMarks.class)
    JdbcStoreMarks storeMarks(JdbcDatabase database) {
        return new JdbcStoreMarks(database);
    }
}
