package dev.parley.conversation.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreWatchTest {
    private static final Duration BEAT = Duration.ofSeconds(2);

    private final SettableClock clock = new SettableClock();
    private final Marks store = new Marks();
    private final Memory memory = new Memory();
    private final StoreWatch one = watch();
    private final StoreWatch two = watch();

    @Test
    void marksGrowByOneABeatHoweverManyLook() {
        for (int beat = 0; beat < 10; beat++) {
            beat(one, two);
        }

        assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(one.setback()).isEmpty();
        assertThat(two.setback()).isEmpty();
    }

    @Test
    void whoeverMadeTheMarksMayDieOrAllMayBeStartedAgain() {
        beat(one, two);
        beat(two);
        beat(two);
        assertThat(store.newest()).map(StoreMark::number).hasValueSatisfying(this::isAboveOne);

        var later = watch();
        beat(later);
        beat(later);
        assertThat(later.setback()).isEmpty();
        assertThat(memory.newest()).isEqualTo(List.of(store.newest().orElseThrow()));
    }

    private void isAboveOne(long number) {
        assertThat(number).isGreaterThan(1);
    }

    @Test
    void storeThatWentBackIsNoticedByEverybodyAndStaysUnmarked() {
        beats(3);
        var backup = store.newest().orElseThrow();
        beats(4);
        var newest = store.newest().orElseThrow();
        store.held = backup;

        var started = watch();
        for (int beat = 0; beat < 5; beat++) {
            beat(one, two, started);
            for (var each : List.of(one, two, started)) {
                assertThat(each.setback()).contains(new Setback(backup, newest));
            }
        }
        assertThat(store.newest()).contains(backup);
        assertThat(one.setback().orElseThrow().sentence())
                .contains("mark 3 of " + backup.at(), "mark 7 of " + newest.at())
                .contains("--since " + backup.at().minus(Duration.ofMinutes(15)));
    }

    @Test
    void recoveryFromBeforeTheMarkMakesItWholeForEverybody() {
        var backup = wentBack();

        assertThat(one.recovered(backup.at().plusMillis(1))).as("too late a moment").isPresent();
        beat(one, two);
        assertThat(two.setback()).isPresent();

        assertThat(one.recovered(backup.at())).isEmpty();
        assertThat(one.setback()).isEmpty();
        beat(two);
        assertThat(two.setback()).isEmpty();
        var after = store.newest().orElseThrow().number();
        beats(2);
        assertThat(store.newest().orElseThrow().number()).isGreaterThan(after);
    }

    @Test
    void recoveryOfAStoreThatDidNotGoBackChangesNothing() {
        beats(2);
        var held = store.newest();

        assertThat(one.recovered(clock.instant())).isEmpty();
        assertThat(store.newest()).isEqualTo(held);
    }

    @Test
    void backupOlderThanTheTopicsIsMendedByAllTheyHold() {
        wentBack();
        clock.advance(Duration.ofDays(30));

        assertThat(one.recovered(clock.instant().minus(Duration.ofDays(1)))).isPresent();
        assertThat(one.recovered(clock.instant().minus(Duration.ofDays(6)))).isEmpty();
    }

    @Test
    void emptyStoreWithTopicsThatRememberOneIsNoticedAndMayBeAccepted() {
        beats(3);
        store.held = null;

        beat(one);
        assertThat(one.setback().orElseThrow().sentence())
                .contains("the store has no mark", "if it was meant to be empty");
        assertThat(store.newest()).isEmpty();

        assertThat(one.recovered(clock.instant())).isEmpty();
        assertThat(store.newest()).map(StoreMark::number).contains(4L);
    }

    /** Both made the next mark, one in the store that is left and one in the store that is gone. */
    @Test
    void storesThatWentDifferentWaysFromOneMarkAreNoticed() {
        beats(3);
        var common = store.newest().orElseThrow();
        memory.told.add(new StoreMark(4, clock.instant().plusMillis(1)));
        memory.told.add(new StoreMark(4, clock.instant().plusMillis(7)));
        store.held = memory.told.getLast();

        beat(one);

        assertThat(one.setback().orElseThrow().remembered())
                .isEqualTo(new StoreMark(4, common.at().plusMillis(1)));
        assertThat(one.recovered(common.at())).isEmpty();
        beat(two);
        assertThat(two.setback()).isEmpty();
    }

    /** Less than a mark was lost: the process that wrote it tells all others. */
    @Test
    void lostWriteOfALivingProcessIsNoticedByEverybody() {
        beats(3);
        var held = store.newest().orElseThrow();
        store.lacksWrites = true;

        beat(one);
        assertThat(one.setback().orElseThrow().held()).isEqualTo(held);
        assertThat(store.lacksWrites).as("it is told once").isFalse();
        var started = watch();
        beat(two, started);
        assertThat(two.setback()).isEqualTo(one.setback());
        assertThat(started.setback()).isEqualTo(one.setback());

        assertThat(two.recovered(held.at())).isEmpty();
        beats(2);
        assertThat(one.setback()).isEmpty();
        assertThat(two.setback()).isEmpty();
    }

    /** What another process does between the two reads is no setback. */
    @Test
    void markMadeWhileOneLooksIsNotTakenForASetback() {
        beats(2);
        memory.before = () -> two.look();

        beat(one);

        assertThat(one.setback()).isEmpty();
    }

    /** The negative control: a memory that forgets leaves nothing to compare with. */
    @Test
    void withoutTheMemoryNothingIsNoticed() {
        wentBack();
        memory.told.clear();

        beat(one, two);

        assertThat(one.setback()).isEmpty();
    }

    private StoreMark wentBack() {
        beats(3);
        var backup = store.newest().orElseThrow();
        beats(4);
        store.held = backup;
        beat(one, two);
        assertThat(one.setback()).isPresent();
        return backup;
    }

    private void beats(int count) {
        for (int beat = 0; beat < count; beat++) {
            beat(one, two);
        }
    }

    private void beat(StoreWatch... watches) {
        clock.advance(BEAT);
        for (var each : watches) {
            each.look();
        }
    }

    private List<Long> numbers() {
        return memory.told.stream().map(StoreMark::number).toList();
    }

    private StoreWatch watch() {
        return new StoreWatch(store, memory, clock);
    }

    /** A store's mark, which a test may put back. */
    private final class Marks implements StoreMarks {
        private @Nullable StoreMark held;
        private boolean lacksWrites;

        @Override
        public Optional<StoreMark> newest() {
            return Optional.ofNullable(held);
        }

        @Override
        public Optional<StoreMark> advance(long from, long to) {
            if (from != (held == null ? 0 : held.number())) {
                return Optional.empty();
            }
            held = new StoreMark(to, clock.instant());
            return newest();
        }

        @Override
        public boolean lacksWrites() {
            return lacksWrites;
        }

        @Override
        public void forgetWrites() {
            lacksWrites = false;
        }
    }

    /** What was told, in its order. */
    private static final class Memory implements RememberedMarks {
        private final List<StoreMark> told = new ArrayList<>();
        private @Nullable Runnable before;

        @Override
        public List<StoreMark> newest() {
            if (before != null) {
                var once = before;
                before = null;
                once.run();
            }
            long highest = told.stream().mapToLong(StoreMark::number).max().orElse(0);
            return told.stream().filter(mark -> mark.number() == highest).toList();
        }

        @Override
        public void remember(StoreMark mark) {
            told.add(mark);
        }
    }
}
