package dev.parley.documents.lucene;

import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.HeldDocument;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which documents were published, without their texts. Of two with the same version the first
 * counts, as in the index. Thread-safe.
 */
final class HeldDocuments implements DocumentSink {
    private final Map<String, Map<String, HeldDocument>> byOrganization = new ConcurrentHashMap<>();

    @Override
    public void put(EmbeddedDocument document) {
        var newer = HeldDocument.of(document.document());
        byOrganization
                .computeIfAbsent(document.document().organization(), _ -> new ConcurrentHashMap<>())
                .merge(
                        newer.id(),
                        newer,
                        (known, put) -> put.version() > known.version() ? put : known);
    }

    @Override
    public void remove(String organization, String documentId) {
        byOrganization.computeIfPresent(
                organization,
                (_, documents) -> {
                    documents.remove(documentId);
                    return documents.isEmpty() ? null : documents;
                });
    }

    /** Those of an organization, in no order. */
    List<HeldDocument> of(String organization) {
        return List.copyOf(byOrganization.getOrDefault(organization, Map.of()).values());
    }
}
