package dev.parley.documents.lucene;

import dev.parley.conversation.document.DocumentSink;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.HeldDocument;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which documents were published, without their texts. Of two with the same version the first
 * counts, as in the index. One that another model embedded is not searched, so it is not held as it
 * is: its hash is that of no content, and whoever sends the document again has it embedded again.
 * Thread-safe.
 */
final class HeldDocuments implements DocumentSink {
    private final Map<String, Map<String, HeldDocument>> byOrganization = new ConcurrentHashMap<>();

    private final String model;

    /**
     * @param model that embeds what is published from here
     */
    HeldDocuments(String model) {
        this.model = model;
    }

    @Override
    public void put(EmbeddedDocument document) {
        var newer = held(document);
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

    private HeldDocument held(EmbeddedDocument document) {
        var held = HeldDocument.of(document.document(), document.passages().size());
        return document.embeddingModel().equals(model)
                ? held
                : new HeldDocument(
                        held.id(),
                        held.version(),
                        HeldDocument.OF_ANOTHER_MODEL,
                        held.characters(),
                        held.passages());
    }

    /** Those of an organization, in no order. */
    List<HeldDocument> of(String organization) {
        return List.copyOf(byOrganization.getOrDefault(organization, Map.of()).values());
    }
}
