package dev.parley.documents.lucene;

import dev.parley.conversation.document.DocumentEmbedder;
import dev.parley.conversation.document.DocumentRegistry;
import dev.parley.conversation.document.Embeddings;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The search of documents, unless {@code parley.documents.enabled=false}, with local embeddings
 * unless {@code parley.embeddings.kind} names others.
 */
@AutoConfiguration(afterName = "dev.parley.kafka.PipelineKafkaAutoConfiguration")
@ConditionalOnProperty(
        name = "parley.documents.enabled",
        havingValue = "true",
        matchIfMissing = true)
@EnableConfigurationProperties({DocumentsProperties.class, EmbeddingsProperties.class})
class DocumentsAutoConfiguration {
    @Bean
    @ConditionalOnProperty(
            name = "parley.embeddings.kind",
            havingValue = "local",
            matchIfMissing = true)
    LocalEmbeddings localEmbeddings(EmbeddingsProperties properties) {
        return new LocalEmbeddings(properties.threads());
    }

    @Bean
    @ConditionalOnBean(DocumentRegistry.class)
    HeldDocuments heldDocuments(Embeddings embeddings) {
        return new HeldDocuments(embeddings.model());
    }

    @Bean
    @ConditionalOnBean(DocumentRegistry.class)
    EmbeddingIntake documentIntake(
            DocumentEmbedder embedder, DocumentRegistry registry, HeldDocuments held) {
        return new EmbeddingIntake(embedder, registry, held);
    }

    @Bean
    DocumentEmbedder documentEmbedder(Embeddings embeddings, DocumentsProperties properties) {
        return new PassageEmbedder(embeddings, Patience.of(properties.embeddingPatience()));
    }

    @Bean
    @ConditionalOnProperty(
            name = "parley.documents.search",
            havingValue = "true",
            matchIfMissing = true)
    LuceneIndex passageIndex(Embeddings embeddings, DocumentsProperties properties)
            throws IOException {
        return new LuceneIndex(
                embeddings, threshold(embeddings, properties), directory(properties.directory()));
    }

    /** Guessed wrongly, a threshold would answer everything or nothing. */
    private static double threshold(Embeddings embeddings, DocumentsProperties properties) {
        var own = properties.threshold();
        return own != null
                ? own
                : embeddings
                        .threshold()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "parley.documents.threshold must be given: nobody measured the embedding model "
                                                + embeddings.model()));
    }

    private static Directory directory(@Nullable Path path) throws IOException {
        return path == null ? new ByteBuffersDirectory() : FSDirectory.open(path);
    }
}
