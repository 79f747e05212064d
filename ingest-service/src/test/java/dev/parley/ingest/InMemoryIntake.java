package dev.parley.ingest;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.DocumentIntake;
import dev.parley.conversation.document.HeldDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds documents as soon as they are accepted; of two versions the first counts. Each paragraph is
 * a passage. Thread-safe.
 */
public final class InMemoryIntake implements DocumentIntake {
    private final Map<String, Document> held = new ConcurrentHashMap<>();
    private final List<Document> accepted = new ArrayList<>();

    @Override
    public synchronized void accept(Document document) {
        accepted.add(document);
        held.merge(
                document.organization() + "/" + document.id(),
                document,
                (old, newer) -> newer.version() > old.version() ? newer : old);
    }

    @Override
    public void remove(String organization, String documentId) {
        held.remove(organization + "/" + documentId);
    }

    @Override
    public List<HeldDocument> held(String organization) {
        return held.values().stream()
                .filter(document -> document.organization().equals(organization))
                .map(document -> HeldDocument.of(document, passages(document)))
                .toList();
    }

    private static int passages(Document document) {
        return document.text().split("\n\n", -1).length;
    }

    /** Everything that was ever accepted for the organization. */
    public synchronized List<Document> accepted(String organization) {
        return accepted.stream()
                .filter(document -> document.organization().equals(organization))
                .toList();
    }
}
