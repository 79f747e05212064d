package dev.parley.conversation.document;

/** Cuts documents into passages and embeds them, so that they can be published. Thread-safe. */
public interface DocumentEmbedder {
    /**
     * Cuts and embeds one document; takes about 10 ms a passage with a local model.
     *
     * @throws EmbeddingException when the model gave no vectors
     */
    EmbeddedDocument embed(Document document) throws EmbeddingException;
}
