package dev.parley.conversation.document;

/**
 * A passage that a search found.
 *
 * @param score cosine similarity of question and passage, -1 to 1, on the scale of the embedding
 *     model; 0.7 of one model is not 0.7 of another
 */
public record FoundPassage(Passage passage, double score) {}
