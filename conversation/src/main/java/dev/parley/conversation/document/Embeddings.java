package dev.parley.conversation.document;

import java.util.List;

/** Turns texts into vectors whose cosine says how close their meanings are. Thread-safe. */
public interface Embeddings {
    /** Names the model, also to tell its vectors from others. */
    String model();

    /** Length of each vector. */
    int dimensions();

    /** Words of a text that the model is sure to read; what comes after them may be ignored. */
    int maxWords();

    /**
     * Embeds texts.
     *
     * @return vectors of length 1, in the order of the texts
     * @throws EmbeddingException when the model gave none
     */
    List<float[]> embed(List<String> texts) throws EmbeddingException;
}
