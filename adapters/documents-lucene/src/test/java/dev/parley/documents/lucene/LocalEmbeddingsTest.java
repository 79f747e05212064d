package dev.parley.documents.lucene;

import dev.parley.conversation.document.Embeddings;
import dev.parley.testkit.EmbeddingsContract;
import org.junit.jupiter.api.AfterAll;

class LocalEmbeddingsTest extends EmbeddingsContract {
    private static final LocalEmbeddings LOCAL = new LocalEmbeddings(2);

    @AfterAll
    static void close() {
        LOCAL.close();
    }

    @Override
    protected Embeddings embeddings() {
        return LOCAL;
    }
}
