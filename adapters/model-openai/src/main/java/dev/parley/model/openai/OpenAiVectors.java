package dev.parley.model.openai;

import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import dev.parley.conversation.model.ModelException;
import dev.parley.model.completions.Failures;
import java.util.Arrays;
import java.util.List;

/** Reads the vectors of an answer, in the order of their texts, each made one of length 1. */
final class OpenAiVectors {
    private OpenAiVectors() {}

    /**
     * Reads an answer.
     *
     * @throws ModelException when it is not one vector of these dimensions for each text
     */
    static List<float[]> of(CreateEmbeddingResponse answer, int texts, int dimensions)
            throws ModelException {
        var data = answer._data().asKnown().orElse(List.of());
        if (data.size() != texts) {
            throw Failures.broken(
                    "the answer has %d vectors for %d texts".formatted(data.size(), texts));
        }
        var vectors = new float[texts][];
        for (var each : data) {
            int index =
                    each._index().asKnown().filter(i -> i >= 0 && i < texts).orElse(-1L).intValue();
            if (index < 0 || vectors[index] != null) {
                throw Failures.broken("the answer's vectors are not numbered as the texts are");
            }
            vectors[index] = vector(each, dimensions);
        }
        return Arrays.asList(vectors);
    }

    private static float[] vector(Embedding embedding, int dimensions) throws ModelException {
        var values = embedding._embedding().asKnown().orElse(List.of());
        if (values.size() != dimensions) {
            throw Failures.broken(
                    "the answer's vectors have %d dimensions, not the %d of the settings"
                            .formatted(values.size(), dimensions));
        }
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw Failures.broken("the answer has a vector without a direction");
        }
        var vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (values.get(i) / length);
        }
        return vector;
    }
}
