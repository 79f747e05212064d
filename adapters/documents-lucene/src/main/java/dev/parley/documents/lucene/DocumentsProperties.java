package dev.parley.documents.lucene;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The search of an organization's documents.
 *
 * @param enabled whether documents are embedded and searched at all; default true
 * @param search whether this process holds the index; a process that only publishes documents needs
 *     none; default true
 * @param directory where the index is kept, so that it takes page cache instead of heap. It is
 *     emptied at every start and filled from the documents topic, and no two processes may share
 *     it. Default none: the index is in the heap, about 3.3 KB a passage
 * @param threshold the cosine of question and passage from which a passage answers, -1 to 1;
 *     default none: what was measured for the embedding model, 0.38 for the local one. Needed with
 *     a model that nobody measured
 * @param embeddingPatience how long a document waits in all when an embedding server asks to be
 *     asked later, 0 to 4 minutes; default 2 minutes, then the document is refused for now
 */
@ConfigurationProperties(prefix = "parley.documents", ignoreUnknownFields = false)
record DocumentsProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("true") boolean search,
        @Nullable Path directory,
        @Nullable Double threshold,
        @DefaultValue("2m") Duration embeddingPatience) {
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(4);

    DocumentsProperties {
        if (threshold != null && !(threshold >= -1 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "parley.documents.threshold must be from -1 to 1: it is a cosine");
        }
        if (embeddingPatience.isNegative() || embeddingPatience.compareTo(MOST_PATIENCE) > 0) {
            throw new IllegalArgumentException(
                    "parley.documents.embedding-patience must be from 0 to 4 minutes");
        }
    }
}
