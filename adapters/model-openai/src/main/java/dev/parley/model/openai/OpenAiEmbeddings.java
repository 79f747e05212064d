package dev.parley.model.openai;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.parley.conversation.document.EmbeddingException;
import dev.parley.conversation.document.Embeddings;
import dev.parley.conversation.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Embeddings behind openai-java's blocking client, some texts a call, one call after the other,
 * each on its caller's thread; an interrupt closes its connection. Tries nothing again.
 */
final class OpenAiEmbeddings implements Embeddings, AutoCloseable {
    private static final int IDLE = 64;

    private final OpenAiEmbeddingsProperties properties;
    private final OpenAiConnection connection;
    private final OpenAIClient client;

    private OpenAiEmbeddings(OpenAiEmbeddingsProperties properties) {
        this.properties = properties;
        connection =
                new OpenAiConnection(
                        properties.baseUrl(),
                        properties.keyHeader(),
                        properties.connectTimeout(),
                        IDLE);
        client = connection.open(properties.key());
    }

    /** Makes embeddings; nothing is sent before the first call. */
    static OpenAiEmbeddings connect(OpenAiEmbeddingsProperties properties) {
        return new OpenAiEmbeddings(properties);
    }

    /** With the dimensions: a model's vectors of two lengths do not compare. */
    @Override
    public String model() {
        return properties.modelName() + "/" + properties.dimensions();
    }

    @Override
    public int dimensions() {
        return properties.dimensions();
    }

    @Override
    public int maxTokens() {
        return properties.maxTokens();
    }

    @Override
    public int tokens(String text) {
        return ByteBound.of(text);
    }

    /** Nobody measured the models of all servers. */
    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.empty();
    }

    @Override
    public List<float[]> embed(String organization, List<String> texts) {
        var vectors = new ArrayList<float[]>(texts.size());
        for (int from = 0; from < texts.size(); from += properties.batchSize()) {
            int to = Math.min(texts.size(), from + properties.batchSize());
            vectors.addAll(batch(texts.subList(from, to)));
        }
        return vectors;
    }

    private List<float[]> batch(List<String> texts) {
        try {
            return asked(texts);
        } catch (ModelException e) {
            throw new EmbeddingException(
                    "no vectors of %s: %s".formatted(properties, e.getMessage()),
                    e.retryAfter(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingException("interrupted while embedding", e);
        }
    }

    private List<float[]> asked(List<String> texts) throws ModelException, InterruptedException {
        try {
            var answer =
                    client.embeddings()
                            .create(params(texts), connection.within(properties.timeout()));
            return OpenAiVectors.of(answer, texts.size(), properties.dimensions());
        } catch (OpenAIException e) {
            throw OpenAiFailures.of(e, false, properties.timeout());
        }
    }

    /** A text is cut to what its model reads: a server refuses longer ones, and all beside them. */
    private EmbeddingCreateParams params(List<String> texts) {
        var params =
                EmbeddingCreateParams.builder()
                        .model(properties.modelName())
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .inputOfArrayOfStrings(
                                texts.stream()
                                        .map(text -> ByteBound.cut(text, properties.maxTokens()))
                                        .toList());
        if (properties.shorten()) {
            params.dimensions(properties.dimensions());
        }
        return params.build();
    }

    /** Closes all connections. */
    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return properties.toString();
    }
}
