package dev.parley.kafka;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.EmbeddedDocument;
import dev.parley.conversation.document.EmbeddedDocument.EmbeddedPassage;
import dev.parley.schemas.DocumentPassage;
import dev.parley.schemas.DocumentVersion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** Documents as records and back. */
final class DocumentRecords {
    private DocumentRecords() {}

    static DocumentVersion record(EmbeddedDocument embedded, Instant now) {
        var document = embedded.document();
        return DocumentVersion.newBuilder()
                .setOrganization(document.organization())
                .setDocument(document.id())
                .setVersion(document.version())
                .setTitle(document.title())
                .setLink(document.link())
                .setText(document.text())
                .setEmbeddingModel(embedded.embeddingModel())
                .setPassages(embedded.passages().stream().map(DocumentRecords::record).toList())
                .setAt(now)
                .build();
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException saying what about it no document may have
     */
    static EmbeddedDocument document(DocumentVersion value) {
        return new EmbeddedDocument(
                new Document(
                        value.getOrganization(),
                        value.getDocument(),
                        value.getVersion(),
                        value.getTitle(),
                        value.getLink(),
                        value.getText()),
                value.getEmbeddingModel(),
                value.getPassages().stream().map(DocumentRecords::passage).toList());
    }

    private static DocumentPassage record(EmbeddedPassage passage) {
        var vector = passage.vector();
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return new DocumentPassage(passage.text(), bytes);
    }

    private static EmbeddedPassage passage(DocumentPassage passage) {
        var bytes = passage.getVector().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    "a vector has %d bytes, which are no floats".formatted(bytes.remaining()));
        }
        var vector = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(vector);
        return new EmbeddedPassage(passage.getText(), vector);
    }
}
