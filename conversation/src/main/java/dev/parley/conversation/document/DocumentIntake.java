package dev.parley.conversation.document;

import java.util.List;

/**
 * Takes documents in: cuts and embeds them, publishes them, and knows which are held. Thread-safe.
 */
public interface DocumentIntake {
    /**
     * Publishes a document in place of its older versions. Returns when it is durable.
     *
     * @throws EmbeddingException when the model gave no vectors; nothing is published then
     * @throws RuntimeException when it may not be durable
     */
    void accept(Document document) throws EmbeddingException;

    /**
     * Takes a document back. Returns when that is durable; one that is not there is no error.
     *
     * @throws RuntimeException when it may not be durable
     */
    void remove(String organization, String documentId);

    /** An organization's documents as this process holds them, in no order; never blocks. */
    List<HeldDocument> held(String organization);
}
