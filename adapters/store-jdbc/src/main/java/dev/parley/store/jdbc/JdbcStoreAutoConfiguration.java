package dev.parley.store.jdbc;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.deadletter.DeadLetters;
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
    JdbcConversationStore conversationStore(JdbcStoreProperties properties) {
        return switch (properties.kind()) {
            case SQLITE -> JdbcConversationStore.sqlite(properties, InstantSource.system());
            case POSTGRESQL ->
                    JdbcConversationStore.postgresql(properties, StoreClock.ofDatabase());
        };
    }

    @Bean
    @ConditionalOnMissingBean(DeadLetters.class)
    JdbcDeadLetters deadLetters(JdbcConversationStore store) {
        return new JdbcDeadLetters(store);
    }
}
