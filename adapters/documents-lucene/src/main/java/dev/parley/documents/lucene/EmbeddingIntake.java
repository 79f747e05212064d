package dev.parley.documents.lucene;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.DocumentEmbedder;
import dev.parley.conversation.document.DocumentIntake;
import dev.parley.conversation.document.DocumentRegistry;
import dev.parley.conversation.document.HeldDocument;
import java.util.List;

/** Embeds documents once and publishes them with their vectors for every process. */
record EmbeddingIntake(
        DocumentEmbedder embedder, DocumentRegistry registry, HeldDocuments documents)
        implements DocumentIntake {
    @Override
    public void accept(Document document) {
        registry.publish(embedder.embed(document));
    }

    @Override
    public void remove(String organization, String documentId) {
        registry.remove(organization, documentId);
    }

    @Override
    public List<HeldDocument> held(String organization) {
        return documents.of(organization);
    }
}
