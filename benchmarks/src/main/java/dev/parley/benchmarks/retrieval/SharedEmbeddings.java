package dev.parley.benchmarks.retrieval;

import dev.parley.conversation.document.Embeddings;
import java.util.List;
import java.util.OptionalDouble;

/** Embeddings that another one closes. */
record SharedEmbeddings(Embeddings shared) implements Embeddings {
    @Override
    public String model() {
        return shared.model();
    }

    @Override
    public int dimensions() {
        return shared.dimensions();
    }

    @Override
    public int maxTokens() {
        return shared.maxTokens();
    }

    @Override
    public int tokens(String text) {
        return shared.tokens(text);
    }

    @Override
    public OptionalDouble threshold() {
        return shared.threshold();
    }

    @Override
    public List<float[]> embed(String organization, List<String> texts) {
        return shared.embed(organization, texts);
    }
}
