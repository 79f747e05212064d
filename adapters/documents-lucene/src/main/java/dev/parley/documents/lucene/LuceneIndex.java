package dev.parley.documents.lucene;

import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.Embeddings;
import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.PassageSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ControlledRealTimeReopenThread;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passages of all organizations in one index, ranked by meaning (vectors) and by words (BM25), see
 * {@link Relevance}; a question looks at all passages of its organization and at no others. A
 * change is visible within a quarter of a second. The index is a view of the published documents:
 * it begins empty and is filled by who reads them. Thread-safe.
 */
final class LuceneIndex implements DocumentSink, PassageSearch, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

    private static final double STALE_SECONDS = 0.25;

    /** So many of an organization's passages have a score by words; the rest have too little. */
    private static final int MATCHES = 200;

    private final Embeddings embeddings;
    private final double threshold;
    private final Analyzer analyzer = new EnglishAnalyzer();
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final ControlledRealTimeReopenThread<IndexSearcher> refreshing;
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<String, Long> versions = new HashMap<>();

    /**
     * @param directory emptied; closed with the index
     */
    LuceneIndex(Embeddings embeddings, double threshold, Directory directory) throws IOException {
        this.embeddings = embeddings;
        this.threshold = threshold;
        this.directory = directory;
        writer =
                new IndexWriter(
                        directory,
                        new IndexWriterConfig(analyzer)
                                .setCodec(new VectorsWithoutGraph())
                                .setOpenMode(OpenMode.CREATE)
                                .setCommitOnClose(false));
        searchers = new SearcherManager(writer, new SearcherFactory());
        refreshing =
                new ControlledRealTimeReopenThread<>(
                        writer, searchers, STALE_SECONDS, STALE_SECONDS);
        refreshing.setName("documents-refresh");
        refreshing.setDaemon(true);
        refreshing.start();
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public void put(EmbeddedDocument embedded) {
        var document = embedded.document();
        var key = PassageFields.key(document.organization(), document.id());
        writing.lock();
        try {
            var held = versions.get(key);
            if (held != null && held >= document.version()) {
                return;
            }
            var term = new Term(PassageFields.KEY, key);
            if (embedded.passages().isEmpty() || !isComparable(embedded)) {
                writer.deleteDocuments(term);
            } else {
                writer.updateDocuments(term, PassageFields.of(embedded));
            }
            versions.put(key, document.version());
        } catch (IOException e) {
            throw new UncheckedIOException("document " + key + " could not be indexed", e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void remove(String organization, String documentId) {
        var key = PassageFields.key(organization, documentId);
        writing.lock();
        try {
            writer.deleteDocuments(new Term(PassageFields.KEY, key));
            versions.remove(key);
        } catch (IOException e) {
            throw new UncheckedIOException("document " + key + " could not be removed", e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<FoundPassage> search(String organization, String question, int limit) {
        if (question.isBlank() || limit < 1) {
            return List.of();
        }
        try {
            var searcher = searchers.acquire();
            try {
                if (searcher.count(PassageQueries.of(organization)) == 0) {
                    return List.of(); // embedding a question is the dearest part of a search
                }
                var vector = embeddings.embed(organization, List.of(question)).getFirst();
                return search(searcher, organization, question, vector, limit);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index of passages could not be read", e);
        }
    }

    private List<FoundPassage> search(
            IndexSearcher searcher, String organization, String question, float[] vector, int limit)
            throws IOException {
        var byWords = PassageQueries.byWords(organization, question, analyzer);
        var ranked =
                new PassageRanking(searcher, vector, limit)
                        .withWords(byWords, Math.max(MATCHES, limit))
                        .of(PassageQueries.of(organization));
        var stored = searcher.storedFields();
        var found = new ArrayList<FoundPassage>(ranked.size());
        for (var each : ranked) {
            found.add(
                    new FoundPassage(
                            PassageFields.passage(stored, each.doc()), each.relevance().cosine()));
        }
        return found;
    }

    /** Makes what was put or removed until now visible, at once. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** How many passages there are, of all organizations, as of the last refresh. */
    int size() throws IOException {
        var searcher = searchers.acquire();
        try {
            return searcher.getIndexReader().numDocs();
        } finally {
            searchers.release(searcher);
        }
    }

    @Override
    public void close() throws IOException {
        refreshing.close();
        searchers.close();
        writer.rollback(); // nothing of it is read again
        directory.close();
    }

    private boolean isComparable(EmbeddedDocument embedded) {
        boolean comparable =
                embedded.embeddingModel().equals(embeddings.model())
                        && embedded.passages().stream()
                                .allMatch(p -> p.vector().length == embeddings.dimensions());
        if (!comparable) {
            LOG.warn(
                    "document {} of {} is not searched: it was embedded by {}, questions are by {}; publish it again",
                    embedded.document().id(),
                    embedded.document().organization(),
                    embedded.embeddingModel(),
                    embeddings.model());
        }
        return comparable;
    }
}
