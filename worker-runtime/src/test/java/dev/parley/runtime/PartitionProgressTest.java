package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.runtime.PartitionProgress.Completion;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {

    private final PartitionProgress progress = new PartitionProgress();

    @Test
    void nothingReadIsNothingToCommit() {
        assertThat(progress.position()).isEqualTo(PartitionProgress.NOWHERE);
        assertThat(progress.span()).isZero();
    }

    @Test
    void stopsAtTheFirstIncompleteRecord() {
        progress.begin(10);
        progress.begin(11).complete();
        progress.begin(12).complete();
        assertThat(progress.position()).isEqualTo(10);
        assertThat(progress.span()).isEqualTo(3);
    }

    @Test
    void closingTheGapMovesItPastAllThatIsDone() {
        var first = progress.begin(10);
        progress.begin(11).complete();
        progress.begin(12);
        first.complete();
        assertThat(progress.position()).isEqualTo(12);
        assertThat(progress.span()).isEqualTo(1);
    }

    @Test
    void skippedOffsetsDoNotHoldItUp() {
        progress.begin(10).complete();
        progress.begin(15).complete();
        progress.begin(90);
        assertThat(progress.position()).isEqualTo(16);
    }

    @Test
    void completingTwiceIsCompletingOnce() {
        var first = progress.begin(0);
        first.complete();
        assertThat(progress.position()).isEqualTo(1);
        progress.begin(1);
        first.complete();
        assertThat(progress.position()).isEqualTo(1);
    }

    @Test
    void offsetThatDoesNotGrowIsRefused() {
        progress.begin(10).complete();
        assertThatThrownBy(() -> progress.begin(10)).isInstanceOf(IllegalArgumentException.class);
        progress.position();
        assertThatThrownBy(() -> progress.begin(9)).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Against the plain definition: one past the last record read below the lowest incomplete one.
     */
    @RepeatedTest(200)
    void agreesWithItsDefinitionInAnyOrder() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var incomplete = new TreeSet<Long>();
        var open = new ArrayList<Completion>();
        var offsets = new ArrayList<Long>();
        long next = random.nextInt(1000);
        long first = next;
        var read = new TreeSet<Long>();
        for (int step = 0; step < 500; step++) {
            if (open.isEmpty() || random.nextInt(3) > 0) {
                read.add(next);
                open.add(progress.begin(next));
                offsets.add(next);
                incomplete.add(next);
                next += 1 + (random.nextInt(5) == 0 ? random.nextInt(10) : 0);
            } else {
                int which = random.nextInt(open.size());
                open.remove(which).complete();
                incomplete.remove(offsets.remove(which));
            }
            Long below = incomplete.isEmpty() ? read.getLast() : read.lower(incomplete.getFirst());
            long expected = below == null ? first : below + 1;
            if (random.nextBoolean()) {
                assertThat(progress.position())
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(expected);
            }
        }
    }
}
