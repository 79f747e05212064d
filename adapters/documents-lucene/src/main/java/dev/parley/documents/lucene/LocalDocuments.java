package dev.parley.documents.lucene;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.DocumentEmbedder;
import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.Embeddings;
import dev.parley.conversation.document.PassageSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Documents cut, embedded and searched in this process alone, without Kafka or configuration: for
 * evaluation and benchmarks. Thread-safe.
 */
public final class LocalDocuments implements AutoCloseable {
    private static final int THREADS = 2;

    /** In the middle of what models give: to look around from, not to answer by. */
    private static final double UNMEASURED = 0.5;

    private final Embeddings embeddings;
    private final DocumentEmbedder embedder;
    private final LuceneIndex index;

    private LocalDocuments(Embeddings embeddings, Directory directory) throws IOException {
        this.embeddings = embeddings;
        this.embedder = new PassageEmbedder(embeddings, Patience.NONE);
        var threshold = embeddings.threshold().orElse(UNMEASURED);
        this.index = new LuceneIndex(embeddings, threshold, directory);
    }

    /** With the local model, as a process has it that was told nothing else. */
    public static LocalDocuments withLocalModel() {
        return with(localModel());
    }

    /** The local model, on two threads; to be closed. */
    public static Embeddings localModel() {
        return new LocalEmbeddings(THREADS);
    }

    /** In memory, with these embeddings, which are closed at the end if they can be. */
    public static LocalDocuments with(Embeddings embeddings) {
        return with(embeddings, null);
    }

    /**
     * With these embeddings, which are closed at the end if they can be.
     *
     * @param folder where the index is kept, emptied first; in memory when absent
     */
    public static LocalDocuments with(Embeddings embeddings, @Nullable Path folder) {
        try {
            return new LocalDocuments(
                    embeddings,
                    folder == null ? new ByteBuffersDirectory() : FSDirectory.open(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("an index could not be made", e);
        }
    }

    /** Embeds a document and makes it visible at once. */
    public void add(Document document) {
        index.put(embedder.embed(document));
        refresh();
    }

    /** Makes visible what the sink was given. */
    public void refresh() {
        try {
            index.refresh();
        } catch (IOException e) {
            throw new UncheckedIOException("the index could not be read", e);
        }
    }

    /** How many passages can be found. */
    public int passages() {
        try {
            return index.size();
        } catch (IOException e) {
            throw new UncheckedIOException("the index could not be read", e);
        }
    }

    public Embeddings embeddings() {
        return embeddings;
    }

    public DocumentEmbedder embedder() {
        return embedder;
    }

    public DocumentSink sink() {
        return index;
    }

    public PassageSearch search() {
        return index;
    }

    @Override
    public void close() {
        try (index;
                var _ = embeddings instanceof AutoCloseable closeable ? closeable : null) {
            // both are closed, whatever the first one does
        } catch (Exception e) {
            throw new IllegalStateException("the index could not be closed", e);
        }
    }
}
