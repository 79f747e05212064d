package dev.parley.conversation.document;

import java.util.List;
import java.util.OptionalDouble;

/** Turns texts into vectors whose cosine says how close their meanings are. Thread-safe. */
public interface Embeddings {
    /** Names the model, also to tell its vectors from others. */
    String model();

    /** Length of each vector. */
    int dimensions();

    /** Tokens of a text that the model reads; it ignores what comes after them, without a word. */
    int maxTokens();

    /**
     * How many tokens a text has, never too few. Two texts with a space, a line's end or two of
     * them between have at most the sum of both.
     */
    int tokens(String text);

    /**
     * The cosine of question and passage from which the passage answers the question, as measured
     * for this model: 0.7 of one model is not 0.7 of another. Empty when nobody measured it.
     */
    OptionalDouble threshold();

    /**
     * Embeds texts. One attempt: who can wait asks again.
     *
     * @param organization whose texts they are; where they are embedded in this process,
     *     organizations are served in turns
     * @param texts none of them blank
     * @return vectors of length 1, in the order of the texts
     * @throws EmbeddingException when the model gave none
     */
    List<float[]> embed(String organization, List<String> texts) throws EmbeddingException;
}
