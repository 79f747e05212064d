package dev.parley.model.offline;

import dev.parley.conversation.model.LanguageModel;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Chooses the offline model by {@code parley.model.kind=offline}, which is the default. */
@AutoConfiguration
@ConditionalOnProperty(name = "parley.model.kind", havingValue = "offline", matchIfMissing = true)
@EnableConfigurationProperties(OfflineModelProperties.class)
class OfflineModelAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    LanguageModel offlineModel(OfflineModelProperties properties) {
        return new OfflineModel(properties.latency(), properties.script());
    }
}
