package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.conversation.document.EmbeddingException;
import dev.parley.conversation.document.Embeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What all embeddings do, wherever the model is. */
public abstract class EmbeddingsContract {
    /** What an index holds. */
    private static final int MOST_DIMENSIONS = 1_024;

    private static final List<String> TEXTS =
            List.of(
                    "Boots can be returned within 30 days.",
                    "Grüße aus Köln: 100 € für ein Zelt \uD83D\uDE00",
                    "Boots may be returned within thirty days",
                    "Parliament adjourned");

    /** The embeddings under test; closed by who made them. */
    protected abstract Embeddings embeddings();

    @Test
    void modelHasANameAndLimits() {
        assertThat(embeddings().model()).isNotBlank();
        assertThat(embeddings().dimensions()).isBetween(1, MOST_DIMENSIONS);
        assertThat(embeddings().maxTokens()).isPositive();
        embeddings().threshold().ifPresent(cosine -> assertThat(cosine).isBetween(-1.0, 1.0));
    }

    @Test
    void vectorsHaveLengthOneAndTheModelsDimensions() {
        assertThat(embeddings().embed("acme", TEXTS))
                .hasSameSizeAs(TEXTS)
                .allSatisfy(vector -> {
                    assertThat(vector).hasSize(embeddings().dimensions());
                    assertThat(cosine(vector, vector)).isCloseTo(1, within(0.0001));
                });
    }

    @Test
    void vectorsComeInTheOrderOfTheirTextsWhateverStandsBesideThem() {
        var together = embeddings().embed("acme", TEXTS);

        for (int i = 0; i < TEXTS.size(); i++) {
            var alone = embeddings().embed("acme", List.of(TEXTS.get(i))).getFirst();
            assertThat(cosine(alone, together.get(i))).isCloseTo(1, within(0.0001));
        }
    }

    @Test
    void nearMeaningsAreNearerThanFarOnes() {
        var vectors = embeddings().embed("acme", TEXTS);

        assertThat(cosine(vectors.get(0), vectors.get(2)))
                .isGreaterThan(cosine(vectors.get(0), vectors.get(3)) + 0.2);
    }

    @Test
    void noTextsHaveNoVectors() {
        assertThat(embeddings().embed("acme", List.of())).isEmpty();
    }

    @Test
    void tokensOfTwoTextsAreAtMostTheSumOfBoth() {
        var one = "Gr\u00fc\u00dfe, the boots of\tthe year";
        var other = "| 100 \u20ac | \uD83D\uDE00 |";
        int sum = embeddings().tokens(one) + embeddings().tokens(other);

        assertThat(embeddings().tokens("  ")).isZero();
        assertThat(embeddings().tokens(one)).isPositive();
        for (var between : List.of(" ", "\n", "\n\n")) {
            assertThat(embeddings().tokens(one + between + other)).isLessThanOrEqualTo(sum);
        }
    }

    @Test
    void textOfAsManyTokensAsItReadsIsReadToItsEnd() {
        var text = new StringBuilder("boots");
        while (embeddings().tokens(text + " boots tents") <= embeddings().maxTokens()) {
            text.append(" boots");
        }
        var ends = embeddings().embed("acme", List.of(text + " boots", text + " tents"));

        assertThat(cosine(ends.get(0), ends.get(1))).isLessThan(0.99999);
    }

    @Test
    void longerTextHasAVectorToo() {
        var longest = "boots and tents ".repeat(embeddings().maxTokens());

        assertThat(embeddings().embed("acme", List.of(longest))).hasSize(1);
    }

    @Test
    void manyCallersGetTheirOwnVectors() throws Exception {
        var expected = embeddings().embed("acme", TEXTS);
        var running = new ArrayList<Future<List<float[]>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                var text = List.of(TEXTS.get(i % TEXTS.size()));
                running.add(threads.submit(() -> embeddings().embed("acme", text)));
            }
        }
        for (int i = 0; i < running.size(); i++) {
            assertThat(cosine(running.get(i).get().getFirst(), expected.get(i % TEXTS.size())))
                    .isCloseTo(1, within(0.0001));
        }
    }

    @Test
    void interruptedCallerIsToldAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> embeddings().embed("acme", TEXTS))
                    .isInstanceOf(EmbeddingException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
