package dev.parley.postprocessor.timers;

import static dev.parley.postprocessor.timers.DrivenTimers.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.schemas.ErrorReport;
import dev.parley.schemas.EventType;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.Topic;
import dev.parley.schemas.WakeupReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTimersTest {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration REST = Duration.ofSeconds(7);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final DrivenTimers timers = new DrivenTimers();

    @AfterEach
    void close() {
        timers.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLANNER_ERRORS", "EXECUTOR_ERRORS"})
    void retryOfATurnWakesAtItsMoment(Topic errors) {
        timers.read(errors, KEY, failed(1, timers.now().plus(REST)));

        timers.advance(REST.minusMillis(1));
        assertThat(timers.told(Topic.WAKEUPS)).isEmpty();
        timers.advance(TICK);
        assertThat(timers.told(Topic.WAKEUPS))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.getReason()).isEqualTo(WakeupReason.RETRY);
                    assertThat(told.getConversation()).isEqualTo("c-1");
                });
        assertThat(timers.followUps()).isZero();

        timers.advance(Duration.ofDays(1));
        assertThat(timers.told(Topic.WAKEUPS)).isEmpty();
        assertThat(timers.conversations().get(KEY)).isNull();
        assertThat(timers.listed()).isZero();
    }

    @Test
    void retryOfWhatFollowsAReplyIsAFollowUp() {
        timers.read(Topic.POST_PROCESSOR_ERRORS, KEY, failed(1, timers.now().plus(REST)));
        timers.advance(REST);

        assertThat(timers.told(Topic.WAKEUPS)).isEmpty();
        assertThat(timers.told(Topic.FOLLOW_UPS))
                .singleElement()
                .satisfies(told -> assertThat(told.getReason()).isEqualTo(WakeupReason.RETRY));
    }

    @Test
    void retryWithoutAMomentRestsLongerWithEachFailureAndNotForEver() {
        for (int tries = 1; tries <= 3; tries++) {
            var longest = SECOND.multipliedBy(1 << (tries - 1));
            timers.read(Topic.POST_PROCESSOR_ERRORS, KEY, failed(1, null));
            timers.advance(longest.dividedBy(2).minusMillis(1));
            assertThat(timers.followUps()).isZero();
            timers.advance(longest.dividedBy(2).plusMillis(1));
            assertThat(timers.followUps()).isOne();
        }

        timers.read(Topic.POST_PROCESSOR_ERRORS, KEY, failed(1, null));
        timers.advance(Duration.ofDays(1));
        assertThat(timers.followUps()).isZero();
        assertThat(timers.meters.counter("parley.timers.given.up", "kind", "FOLLOW_UP").count())
                .isEqualTo(1);
        assertThat(timers.letters())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.getConversation()).isEqualTo("c-1");
                    assertThat(letter.getStage()).isEqualTo("some-stage");
                    assertThat(letter.getCause()).contains("turn 1", "3 retries", "it failed");
                    assertThat(letter.getTurnNumber()).isNull();
                });
    }

    @Test
    void theLetterAboutWhatIsGivenUpIsTriedAnewWhenItIsRedriven() {
        for (int tries = 1; tries <= 4; tries++) {
            timers.read(Topic.POST_PROCESSOR_ERRORS, KEY, failed(1, null));
            timers.advance(Duration.ofMinutes(1));
        }
        timers.told(Topic.FOLLOW_UPS);
        var letter = timers.letters().getFirst();

        timers.readBytes(
                Topic.POST_PROCESSOR_ERRORS,
                KEY,
                Objects.requireNonNull(letter.getValue()).array());
        timers.advance(Duration.ofMinutes(1));

        assertThat(letter.getSourceTopic()).isEqualTo("parley.errors.post-processor");
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void aTurnThatIsRetriedNoMoreIsNoLetterForTheSweepHoldsIt() {
        for (int tries = 1; tries <= 4; tries++) {
            timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(1, null));
            timers.advance(Duration.ofMinutes(1));
        }

        assertThat(timers.meters.counter("parley.timers.given.up", "kind", "TURN").count())
                .isEqualTo(1);
        assertThat(timers.letters()).isEmpty();
    }

    @Test
    void retryWithoutAMomentRestsAsLongAsTheTurnsFailuresSay() {
        var report = TimerRecords.error(KEY, 1L, timers.now()).setFailures(4).build();
        timers.read(Topic.PLANNER_ERRORS, KEY, report);

        timers.advance(SECOND.multipliedBy(4).minusMillis(1));
        assertThat(timers.told(Topic.WAKEUPS)).isEmpty();
        timers.advance(SECOND.multipliedBy(4).plusMillis(1));
        assertThat(timers.told(Topic.WAKEUPS)).hasSize(1);
    }

    @Test
    void retryIsForgottenWhenNothingFailsForAWhile() {
        timers.read(Topic.POST_PROCESSOR_ERRORS, KEY, failed(1, null));
        timers.advance(SECOND);
        timers.advance(Duration.ofMinutes(2));
        assertThat(timers.followUps()).isOne();
        assertThat(timers.conversations().get(KEY)).isNull();

        timers.read(Topic.POST_PROCESSOR_ERRORS, KEY, failed(1, null));
        timers.advance(SECOND);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void retryOfALaterReportTakesThePlaceOfTheEarlierOne() {
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(1, timers.now().plus(REST)));
        timers.advance(TICK);
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(1, timers.now().plus(REST.multipliedBy(2))));

        timers.advance(REST.multipliedBy(2).minusMillis(1));
        assertThat(timers.told(Topic.WAKEUPS)).isEmpty();
        timers.advance(TICK);
        assertThat(timers.told(Topic.WAKEUPS)).hasSize(1);
    }

    @Test
    void retryOfAnEarlierTurnDoesNotTakeThePlaceOfALaterOnes() {
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(2, timers.now().plus(REST)));
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(1, timers.now().plus(REST.multipliedBy(9))));

        timers.advance(REST);
        assertThat(timers.told(Topic.WAKEUPS)).hasSize(1);
    }

    @Test
    void retryOfAReportWithoutATurnEndsWithTheTurnThatIsKnown() {
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(2, timers.now().plus(REST)));
        timers.advance(REST);
        assertThat(timers.told(Topic.WAKEUPS)).hasSize(1);

        var unknown = TimerRecords.error(KEY, null, timers.now()).build();
        timers.read(Topic.PLANNER_ERRORS, KEY, unknown);
        timers.advance(SECOND.multipliedBy(2));
        assertThat(timers.told(Topic.WAKEUPS)).hasSize(1);

        timers.reply(ReplyKind.ANSWER, 2);
        assertThat(Objects.requireNonNull(timers.conversations().get(KEY)).get(TimerKind.TURN))
                .isNull();
    }

    @Test
    void retriesOfATurnAndOfWhatFollowsAreApart() {
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(2, timers.now().plus(REST)));
        timers.read(Topic.POST_PROCESSOR_ERRORS, KEY, failed(1, timers.now().plus(REST)));

        timers.advance(REST);
        assertThat(timers.told(Topic.WAKEUPS)).hasSize(1);
        assertThat(timers.followUps()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER", "HANDOVER", "APOLOGY"})
    void retryEndsWithAReplyOfItsTurn(ReplyKind kind) {
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(3, timers.now().plus(REST)));
        timers.reply(kind, 3);

        timers.advance(REST);
        assertThat(timers.told(Topic.WAKEUPS)).isEmpty();
    }

    @Test
    void retryGoesOnAfterAReplyOfAnEarlierTurn() {
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(3, timers.now().plus(REST)));
        timers.reply(ReplyKind.ANSWER, 2);

        timers.advance(REST);
        assertThat(timers.told(Topic.WAKEUPS)).hasSize(1);
    }

    @Test
    void retryEndsWhenNothingIsToBeProcessed() {
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(3, timers.now().plus(REST)));
        var over = TimerRecords.error(KEY, 3L, timers.now().plusMillis(1));
        timers.read(Topic.EXECUTOR_ERRORS, KEY, over.setNeedsProcessing(false).build());

        timers.advance(REST);
        assertThat(timers.told(Topic.WAKEUPS)).isEmpty();
        assertThat(timers.listed()).isZero();
    }

    @Test
    void retryOfAConversationThatIsErasedLeavesNothing() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(2, timers.now().plus(REST)));
        timers.read(Topic.POST_PROCESSOR_ERRORS, KEY, failed(1, timers.now().plus(REST)));
        assertThat(timers.listed()).isEqualTo(3);
        timers.event(EventType.ERASED);

        assertThat(timers.conversations().get(KEY)).isNull();
        assertThat(timers.listed()).isZero();
        timers.advance(Duration.ofDays(2));
        assertThat(timers.told(Topic.WAKEUPS)).isEmpty();
        assertThat(timers.followUps()).isZero();
    }

    @Test
    void retryInTheFarFutureIsAWrongClocks() {
        timers.read(Topic.EXECUTOR_ERRORS, KEY, failed(1, timers.now().plus(Duration.ofDays(999))));
        timers.advance(Duration.ofDays(1));
        assertThat(timers.told(Topic.WAKEUPS)).hasSize(1);
    }

    private ErrorReport failed(long turn, @Nullable Instant notBefore) {
        return TimerRecords.error(KEY, turn, timers.now()).setNotBefore(notBefore).build();
    }
}
