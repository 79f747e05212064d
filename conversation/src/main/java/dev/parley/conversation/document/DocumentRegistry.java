package dev.parley.conversation.document;

/** Where documents are published for every process to read. Thread-safe. */
public interface DocumentRegistry {
    /**
     * Publishes a document in place of its older versions. Returns when it is durable.
     *
     * @throws RuntimeException when it may not be
     */
    void publish(EmbeddedDocument document);

    /**
     * Takes a document back. Returns when that is durable.
     *
     * @throws RuntimeException when it may not be
     */
    void remove(String organization, String documentId);
}
