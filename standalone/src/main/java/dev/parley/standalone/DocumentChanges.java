package dev.parley.standalone;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.HeldDocument;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.client.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Brings the documents a server holds to what files have; those that are the same stay there. */
final class DocumentChanges {
    private static final int NOT_ENABLED = 409;

    private final ParleyClient client;
    private final boolean dryRun;
    private int fresh;
    private int changed;
    private int same;

    /**
     * @param dryRun only counts
     */
    DocumentChanges(ParleyClient client, boolean dryRun) {
        this.client = client;
        this.dryRun = dryRun;
    }

    /** Makes the changes; tells in words what they were. */
    String apply(String organization, List<Document> documents) {
        Map<String, String> held;
        try {
            held = client.documents(organization);
        } catch (RefusedException e) {
            if (e.status() != NOT_ENABLED) {
                throw e;
            }
            return documents.isEmpty()
                    ? "none"
                    : "%d NOT SENT, for this server has none enabled".formatted(documents.size());
        }
        var gone = new TreeSet<>(held.keySet());
        for (var document : documents) {
            gone.remove(document.id());
            send(document, held.get(document.id()));
        }
        if (!dryRun) {
            gone.forEach(id -> client.removeDocument(organization, id));
        }
        return "%d new, %d changed, %d removed, %d unchanged"
                .formatted(fresh, changed, gone.size(), same);
    }

    private void send(Document document, @Nullable String held) {
        var hash = HeldDocument.hash(document.title(), document.link(), document.text());
        if (hash.equals(held)) {
            same++;
            return;
        }
        if (held == null) {
            fresh++;
        } else {
            changed++;
        }
        if (!dryRun) {
            client.putDocument(document);
        }
    }
}
