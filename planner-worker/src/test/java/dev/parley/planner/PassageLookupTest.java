package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.FoundPassage;
import dev.parley.conversation.document.PassageSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PassageLookupTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void passagesComeWithTheThresholdTheyAreMeasuredAgainst() {
        var search = new FakeSearch();
        search.found = FakeSearch.scored(0.9, 0.4, 0.3);
        try (var lookup = lookup(search, 2, Duration.ofSeconds(10))) {
            assertThat(lookup.find("acme", "why", null))
                    .isEqualTo(
                            new Retrieval.Found(FakeSearch.scored(0.9, 0.4), FakeSearch.THRESHOLD));
            assertThat(lookup.find("acme", "why", 0.8))
                    .isEqualTo(new Retrieval.Found(FakeSearch.scored(0.9, 0.4), 0.8));
        }
    }

    @Test
    void withoutASearchOrWordsNobodyLooks() {
        var search = new FakeSearch();
        try (var none = lookup(null, 5, Duration.ofSeconds(10));
                var lookup = lookup(search, 5, Duration.ofSeconds(10))) {
            assertThat(none.find("acme", "why", null)).isInstanceOf(Retrieval.None.class);
            assertThat(lookup.find("acme", " ", null)).isInstanceOf(Retrieval.None.class);
        }
        assertThat(search.queries).isEmpty();
    }

    @Test
    void failedSearchIsAFindingAndTellsNothingACustomerWrote() {
        var broken =
                new Scripted(() -> {
                    throw new IllegalStateException("cannot parse: my secret");
                });
        try (var lookup = lookup(broken, 5, Duration.ofSeconds(10))) {
            assertThat(lookup.find("acme", "my secret", null))
                    .isEqualTo(new Retrieval.Failed("IllegalStateException"));
        }
    }

    @Test
    void hangingSearchesHoldNobodyAndSoonNobodyWaitsForThem() {
        var end = new CountDownLatch(1);
        var hanging = new Scripted(end::await);
        try (var lookup = lookup(hanging, 5, Duration.ofMillis(50))) {
            // One hangs in the only thread, one fills the queue.
            for (int i = 0; i < 2; i++) {
                assertThat(lookup.find("acme", "why", null))
                        .isEqualTo(new Retrieval.Failed("no result within 50 ms"));
            }
            assertThat(lookup.find("acme", "why", null))
                    .isEqualTo(new Retrieval.Failed("too many searches wait"));
            end.countDown();
        }
        assertThat(meters.timer("parley.retrieval", "outcome", "failed").count()).isEqualTo(3);
    }

    private PassageLookup lookup(@Nullable PassageSearch search, int passages, Duration within) {
        return new PassageLookup(
                search, new RetrievalProperties(passages, within, 1, 1, 0.5), meters);
    }

    private record Scripted(Work work) implements PassageSearch {
        private interface Work {
            void run() throws InterruptedException;
        }

        @Override
        public List<FoundPassage> search(String organization, String question, int limit) {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        }

        @Override
        public double threshold() {
            return 0;
        }
    }
}
