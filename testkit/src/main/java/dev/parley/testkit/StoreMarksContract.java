package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.recovery.StoreMark;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The mark of a store, by which one that went back in time is known. */
interface StoreMarksContract extends StoreFixture {
    @Test
    default void storeHasNoMarkBeforeTheFirst() {
        assertThat(marks().newest()).isEmpty();
        assertThat(marks().advance(1, 2)).isEmpty();
        assertThat(marks().newest()).isEmpty();

        var first = new StoreMark(1, now());
        assertThat(marks().advance(0, 1)).contains(first);
        assertThat(marks().newest()).contains(first);
    }

    @Test
    default void markIsReplacedOnlyByWhoeverKnowsIt() {
        marks().advance(0, 1);
        advance(Duration.ofSeconds(2));
        var second = marks().advance(1, 7);

        assertThat(second).contains(new StoreMark(7, now()));
        assertThat(marks().advance(1, 8)).isEmpty();
        assertThat(marks().advance(0, 1)).isEmpty();
        assertThat(marks().newest()).isEqualTo(second);
    }

    @Test
    default void oneOfManyMakesTheNextMark() throws InterruptedException {
        for (long from = 0; from < 5; from++) {
            long held = from;
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var made =
                        executor.invokeAll(
                                IntStream.range(0, 8)
                                        .mapToObj(_ ->
                                                (Callable<Optional<StoreMark>>)
                                                        () -> marks().advance(held, held + 1))
                                        .toList());
                assertThat(made.stream().filter(each -> each.resultNow().isPresent())).hasSize(1);
            }
        }
    }
}
