package dev.parley.documents.lucene;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedding model of this process.
 *
 * @param threads how many texts are embedded at once, 1 to 64; default 2. Each takes most of a core
 */
@ConfigurationProperties(prefix = "parley.embeddings.local", ignoreUnknownFields = false)
record EmbeddingsProperties(@DefaultValue("2") int threads) {
    private static final int MAX_THREADS = 64;

    EmbeddingsProperties {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "parley.embeddings.local.threads must be from 1 to " + MAX_THREADS);
        }
    }
}
