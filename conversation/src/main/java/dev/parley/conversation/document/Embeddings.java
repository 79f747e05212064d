package dev.parley.conversation.document;

import java.util.List;

/** Turns texts into vectors whose cosine says how close their meanings are. Thread-safe. */
public interface Embeddings {
    /** Names the model, also to tell its vectors from others. */
    String model();

    /** Length of each vector. */
    int dimensions();

    /** Tokens of a text that the model reads; it ignores what comes after them, without a word. */
    int maxTokens();

    /**
     * How many tokens a text has, never too few. Of two texts with white space between them, the
     * sum of both.
     */
    int tokens(String text);

    /**
     * The cosine of question and passage from which the passage answers the question, as measured
     * for this model: 0.7 of one model is not 0.7 of another.
     */
    double threshold();

    /**
     * Embeds texts.
     *
     * @return vectors of length 1, in the order of the texts
     * @throws EmbeddingException when the model gave none
     */
    List<float[]> embed(List<String> texts) throws EmbeddingException;
}
