package dev.parley.model.openai;

import dev.parley.conversation.model.LanguageModel;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Chooses OpenAI, or what speaks like it, by {@code parley.model.kind=openai}. Nothing of the SDK
 * is loaded otherwise.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "parley.model.kind", havingValue = "openai")
@EnableConfigurationProperties(OpenAiProperties.class)
class OpenAiModelAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    LanguageModel openAiModel(OpenAiProperties properties) {
        return OpenAiModel.connect(properties);
    }
}
