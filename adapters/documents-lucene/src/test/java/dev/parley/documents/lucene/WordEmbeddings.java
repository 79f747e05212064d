package dev.parley.documents.lucene;

import dev.parley.conversation.document.Embeddings;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts words: a text's vector has a place for each word, by its hash, so that equal words meet.
 */
record WordEmbeddings(int maxTokens) implements Embeddings {
    private static final AtomicInteger CALLS = new AtomicInteger();

    private static final int DIMENSIONS = 64;

    @Override
    public String model() {
        return "words";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.of(0.5);
    }

    @Override
    public int tokens(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    @Override
    public List<float[]> embed(String organization, List<String> texts) {
        CALLS.incrementAndGet();
        return texts.stream().map(WordEmbeddings::vector).toList();
    }

    /** How often anything was embedded. */
    int calls() {
        return CALLS.get();
    }

    static float[] vector(String text) {
        var vector = new float[DIMENSIONS];
        for (var word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)]++;
        }
        double length = 0;
        for (float each : vector) {
            length += each * each;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }
}
