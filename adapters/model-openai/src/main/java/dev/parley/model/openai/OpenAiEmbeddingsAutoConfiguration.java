package dev.parley.model.openai;

import dev.parley.conversation.document.Embeddings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Chooses embeddings of OpenAI, or of what speaks like it, by {@code
 * parley.embeddings.kind=openai}, unless {@code parley.documents.enabled=false}. Nothing of the SDK
 * is loaded otherwise.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "parley.embeddings.kind", havingValue = "openai")
@ConditionalOnProperty(
        name = "parley.documents.enabled",
        havingValue = "true",
        matchIfMissing = true)
@EnableConfigurationProperties(OpenAiEmbeddingsProperties.class)
class OpenAiEmbeddingsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Embeddings openAiEmbeddings(OpenAiEmbeddingsProperties properties) {
        return OpenAiEmbeddings.connect(properties);
    }
}
