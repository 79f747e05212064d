package dev.parley.postprocessor.timers;

import static dev.parley.postprocessor.timers.DrivenTimers.KEY;
import static dev.parley.postprocessor.timers.DrivenTimers.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.schemas.EventType;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.Topic;
import dev.parley.schemas.Wakeup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerBookTest {
    private static final Duration HALF = DrivenTimers.DEFAULT.dividedBy(2);
    private static final Duration TICK = Duration.ofMillis(100);

    private final DrivenTimers timers = new DrivenTimers(3);

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    void timersOutliveARestart() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.restart(HALF.minusMillis(50));
        assertThat(timers.followUps()).isZero();

        timers.advance(TICK);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void whatIsDueIsToldInItsOrderAndSoManyAtOnce() {
        for (int number : new int[] {4, 0, 6, 2, 1, 5, 3}) {
            var key = "acme/c-" + number;
            timers.read(
                    Topic.REPLIES,
                    key,
                    TimerRecords.reply(key, ReplyKind.ANSWER, 1, START.plusSeconds(number)));
        }
        timers.advance(HALF.plusSeconds(10));
        var told = new ArrayList<>(timers.told(Topic.FOLLOW_UPS));
        assertThat(told).hasSize(3);
        timers.advance(TICK);
        timers.advance(TICK);
        told.addAll(timers.told(Topic.FOLLOW_UPS));

        assertThat(told)
                .extracting(Wakeup::getConversation)
                .containsExactlyElementsOf(
                        IntStream.range(0, 7).mapToObj(number -> "c-" + number).toList());
    }

    @Test
    void sameRecordsAgainChangeNothing() {
        timers.reply(ReplyKind.ANSWER, 1);
        var error = TimerRecords.error(KEY, 2L, timers.now()).build();
        timers.read(Topic.EXECUTOR_ERRORS, KEY, error);
        var held = timers.conversations().get(KEY);

        timers.read(Topic.REPLIES, KEY, DrivenTimers.answer(1, START));
        timers.read(Topic.EXECUTOR_ERRORS, KEY, error);
        timers.read(Topic.EVENTS, KEY, DrivenTimers.event(EventType.CLOSED, START.minusMillis(1)));

        assertThat(timers.conversations().get(KEY)).isEqualTo(held);
        assertThat(timers.listed()).isEqualTo(2);
    }

    /** The changelogs of the two stores may end at different records after a crash. */
    @Test
    void timerThatWasLostFromTheListIsListedAgainByTheSameRecord() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.advance(TICK);
        timers.reply(ReplyKind.ANSWER, 2);
        unlistEverything();

        timers.read(Topic.REPLIES, KEY, DrivenTimers.answer(1, START));

        timers.advance(HALF);
        assertThat(timers.followUps()).isOne();
    }

    /** What the test above heals. */
    @Test
    void timerThatWasLostFromTheListWouldNeverBeTold() {
        timers.reply(ReplyKind.ANSWER, 1);
        unlistEverything();

        timers.advance(HALF);
        assertThat(timers.followUps()).isZero();
    }

    @Test
    void entryThatWasLeftOnTheListPutsTheTimerInItsPlace() {
        timers.reply(ReplyKind.ANSWER, 1);
        var held = Objects.requireNonNull(timers.conversations().get(KEY));
        // as if the timer had been moved and only the conversation's changelog had got it
        var moved = new Timer.Idle(START.toEpochMilli(), at(Duration.ofDays(1)), IdleRules.CLOSE);
        timers.conversations().put(KEY, held.with(TimerKind.IDLE, moved, at(Duration.ofDays(1))));

        timers.advance(HALF);
        assertThat(timers.followUps()).isZero();
        assertThat(timers.listed()).isOne();
        timers.advance(HALF);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void entryOfAConversationThatIsNotHeldGoesWithoutAWord() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.conversations().delete(KEY);

        timers.advance(HALF);
        assertThat(timers.followUps()).isZero();
        assertThat(timers.listed()).isZero();
    }

    @Test
    void timerSetInThePastIsToldAlthoughTheListWasReadFurther() {
        timers.advance(DrivenTimers.DEFAULT);
        timers.read(Topic.REPLIES, KEY, DrivenTimers.answer(1, START));

        timers.advance(TICK);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void ongoingConversationIsListedOnceAndWrittenOnceAnAnswer() {
        for (int turn = 1; turn <= 20; turn++) {
            timers.reply(ReplyKind.ANSWER, turn);
            timers.advance(TICK);
        }
        assertThat(timers.listed()).isOne();
        assertThat(Objects.requireNonNull(timers.conversations().get(KEY)).get(TimerKind.IDLE))
                .satisfies(held ->
                        assertThat(Objects.requireNonNull(held).listed())
                                .isEqualTo(at(HALF))
                                .isLessThan(held.timer().due()));
    }

    @Test
    void unreadableRecordsAreCountedAndStopNothing() {
        timers.readBytes(Topic.EXECUTOR_ERRORS, KEY, "no record".getBytes(StandardCharsets.UTF_8));
        timers.readBytes(Topic.EVENTS, KEY, new byte[] {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8});
        timers.read(Topic.EVENTS, KEY, DrivenTimers.answer(1, START));
        timers.read(Topic.REPLIES, "no key", DrivenTimers.answer(1, START));
        timers.reply(ReplyKind.ANSWER, 1);

        timers.advance(HALF);
        assertThat(timers.followUps()).isOne();
        assertThat(
                        timers.meters.find("parley.timers.skipped").counters().stream()
                                .mapToDouble(counter -> counter.count())
                                .sum())
                .isEqualTo(4);
        assertThat(
                        timers.meters
                                .counter(
                                        "parley.timers.skipped",
                                        "topic",
                                        "parley.events",
                                        "reason",
                                        "unknown-schema")
                                .count())
                .isEqualTo(1);
    }

    private void unlistEverything() {
        var keys = new ArrayList<org.apache.kafka.common.utils.Bytes>();
        try (var all = timers.moments().all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(timers.moments()::delete);
    }

    private static long at(Duration later) {
        return START.plus(later).toEpochMilli();
    }
}
