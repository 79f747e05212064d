package dev.parley.model.azure;

import dev.parley.conversation.model.LanguageModel;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Chooses a deployment in Azure OpenAI by {@code parley.model.kind=azure-openai}. Nothing of the
 * SDK is loaded otherwise.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "parley.model.kind", havingValue = "azure-openai")
@EnableConfigurationProperties(AzureOpenAiProperties.class)
class AzureOpenAiModelAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    LanguageModel azureOpenAiModel(AzureOpenAiProperties properties) {
        return AzureOpenAiModel.connect(properties);
    }
}
