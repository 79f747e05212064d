package dev.parley.documents.lucene;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.HuggingFaceTokenCountEstimator;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.parley.conversation.SharedThreads;
import dev.parley.conversation.document.EmbeddingException;
import dev.parley.conversation.document.Embeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * all-MiniLM-L6-v2, quantized, in this process and without network. Loaded when first used, in one
 * to two seconds. It computes on a few threads of its own, so that callers may be virtual threads
 * and many, a text at a time and organizations in turns: a long document holds up no other's
 * question. English above all; its scale of scores is low.
 */
final class LocalEmbeddings implements Embeddings, AutoCloseable {
    static final String MODEL = "all-minilm-l6-v2-q";

    /** As measured on labelled questions, see the module's README. */
    static final double THRESHOLD = 0.38;

    private static final int DIMENSIONS = 384;

    /** The tokenizer cuts at 128, of which it takes two itself. */
    private static final int MAX_TOKENS = 126;

    private final SharedThreads threads;

    LocalEmbeddings(int threads) {
        this.threads = new SharedThreads("embeddings", threads);
    }

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public int maxTokens() {
        return MAX_TOKENS;
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.of(THRESHOLD);
    }

    @Override
    public int tokens(String text) {
        return text.isBlank() ? 0 : run(() -> Tokens.COUNT.estimateTokenCountInText(text));
    }

    @Override
    public List<float[]> embed(String organization, List<String> texts) {
        return run(() -> {
            var running = new ArrayList<Future<float[]>>(texts.size());
            for (var text : texts) {
                running.add(
                        threads.submit(
                                organization, () -> Model.MODEL.embed(text).content().vector()));
            }
            var vectors = new ArrayList<float[]>(texts.size());
            for (var vector : running) {
                vectors.add(vector.get());
            }
            return vectors;
        });
    }

    @Override
    public void close() {
        threads.close();
    }

    private static <T> T run(Computation<T> computation) {
        try {
            return computation.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingException("interrupted while embedding", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (RejectedExecutionException e) {
            throw new EmbeddingException("the local model is closed", e);
        } catch (LinkageError e) {
            throw failure(e);
        }
    }

    private static EmbeddingException failure(Throwable cause) {
        return cause instanceof LinkageError
                ? new EmbeddingException(
                        "the local embedding model could not be loaded; its native libraries unpack to the"
                                + " temp directory (java.io.tmpdir) and to DJL_CACHE_DIR, by default in the"
                                + " home directory: both must be writable",
                        cause)
                : new EmbeddingException(
                        "the local embedding model failed: " + cause.getClass().getSimpleName(),
                        cause);
    }

    private interface Computation<T> {
        T result() throws InterruptedException, ExecutionException;
    }

    /** Loaded by the JVM at its first use, once, whoever comes first. */
    private static final class Model {
        static final EmbeddingModel MODEL = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    }

    private static final class Tokens {
        static final HuggingFaceTokenCountEstimator COUNT = new HuggingFaceTokenCountEstimator();
    }
}
