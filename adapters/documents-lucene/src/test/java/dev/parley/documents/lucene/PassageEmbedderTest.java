package dev.parley.documents.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.document.Document;
import dev.parley.conversation.document.EmbeddingException;
import dev.parley.conversation.document.Embeddings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PassageEmbedderTest {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    private final Quota quota = new Quota();
    private final List<Duration> waits = new ArrayList<>();
    private final PassageEmbedder embedder =
            new PassageEmbedder(quota, new Patience(Duration.ofSeconds(5), waits::add));

    @Test
    void waitsAsTheServerAsksAndAsksOnlyThePortionAgain() {
        quota.answers(null, new EmbeddingException("later", TWO_SECONDS, null), null);

        var embedded = embedder.embed(document());

        assertThat(waits).containsExactly(TWO_SECONDS);
        assertThat(embedded.passages()).hasSize(PassageEmbedder.PORTION + 2);
        assertThat(quota.asked).containsExactly(PassageEmbedder.PORTION, 2, 2);
    }

    @Test
    void waitsTakeSoLongInAllAndNoLonger() {
        var later = new EmbeddingException("later", TWO_SECONDS, null);
        quota.answers(later, later, later);

        assertThatThrownBy(() -> embedder.embed(document())).isSameAs(later);
        assertThat(waits).containsExactly(TWO_SECONDS, TWO_SECONDS);
    }

    @Test
    void serverThatAsksForNoTimeIsNotAskedForever() {
        var now = new EmbeddingException("now", Duration.ZERO, null);
        for (int i = 0; i < 1_000; i++) {
            quota.answers(now);
        }

        assertThatThrownBy(() -> embedder.embed(document())).isSameAs(now);
        assertThat(waits).hasSize(50);
    }

    @Test
    void failureWithoutATimeIsToldAtOnce() {
        var broken = new EmbeddingException("broken", null);
        quota.answers(broken);

        assertThatThrownBy(() -> embedder.embed(document())).isSameAs(broken);
        assertThat(waits).isEmpty();
    }

    @Test
    void interruptEndsTheWait() {
        quota.answers(new EmbeddingException("later", TWO_SECONDS, null));
        var interrupted =
                new PassageEmbedder(
                        quota,
                        new Patience(
                                Duration.ofSeconds(5),
                                _ -> {
                                    throw new InterruptedException();
                                }));

        assertThatThrownBy(() -> interrupted.embed(document()))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    /** One passage more than two portions would not need, each of a line of its own. */
    private static Document document() {
        var text =
                IntStream.range(0, PassageEmbedder.PORTION + 2)
                        .mapToObj(i -> "# Heading\n\n" + "word ".repeat(9) + i)
                        .collect(Collectors.joining("\n\n"));
        return new Document("acme", "long", 1, "Title", null, text);
    }

    /** Fails as it is told, in order, and works where it is told nothing. */
    private static final class Quota implements Embeddings {
        private final WordEmbeddings words = new WordEmbeddings(13);
        private final ArrayDeque<List<EmbeddingException>> failures = new ArrayDeque<>();
        private final List<Integer> asked = new ArrayList<>();

        void answers(@Nullable EmbeddingException... answers) {
            for (var each : answers) {
                failures.add(each == null ? List.of() : List.of(each));
            }
        }

        @Override
        public String model() {
            return words.model();
        }

        @Override
        public int dimensions() {
            return words.dimensions();
        }

        @Override
        public int maxTokens() {
            return words.maxTokens();
        }

        @Override
        public int tokens(String text) {
            return words.tokens(text);
        }

        @Override
        public OptionalDouble threshold() {
            return words.threshold();
        }

        @Override
        public List<float[]> embed(String organization, List<String> texts) {
            asked.add(texts.size());
            for (var failure :
                    failures.isEmpty() ? List.<EmbeddingException>of() : failures.pop()) {
                throw failure;
            }
            return words.embed(organization, texts);
        }
    }
}
