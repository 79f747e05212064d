package dev.parley.postprocessor.timers;

import static dev.parley.postprocessor.timers.DrivenTimers.KEY;
import static dev.parley.postprocessor.timers.DrivenTimers.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.schemas.EventType;
import dev.parley.schemas.ReplyKind;
import dev.parley.schemas.Topic;
import dev.parley.schemas.WakeupReason;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class IdleTimersTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HALF = Duration.ofMinutes(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofMillis(100);

    private final DrivenTimers timers = new DrivenTimers();

    @BeforeEach
    void oneHour() {
        timers.policy("acme", HOUR);
    }

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    void idleConversationIsLookedAtAfterHalfOfTheTimeAndNotBefore() {
        timers.reply(ReplyKind.ANSWER, 1);

        timers.advance(HALF.minusMillis(1));
        assertThat(timers.followUps()).isZero();

        timers.advance(TICK);
        assertThat(timers.told(Topic.FOLLOW_UPS))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.getOrganization()).isEqualTo("acme");
                    assertThat(told.getConversation()).isEqualTo("c-1");
                    assertThat(told.getReason()).isEqualTo(WakeupReason.IDLE);
                    assertThat(told.getAttempt()).isZero();
                    assertThat(told.getNotBefore()).isEqualTo(START.plus(HALF));
                    assertThat(told.getAt()).isEqualTo(timers.now());
                });
        assertThat(timers.told(Topic.WAKEUPS)).isEmpty();
    }

    @Test
    void idleConversationWithItsReminderIsLookedAtAgainAfterAllOfTheTime() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.advance(HALF);
        timers.event(EventType.REMINDED);
        assertThat(timers.followUps()).isOne();

        timers.advance(HALF.minusMillis(1));
        assertThat(timers.followUps()).isZero();
        timers.advance(TICK);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void idleReminderThatNobodyToldOfIsLookedForOnceMore() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.advance(HALF);
        assertThat(timers.followUps()).isOne();

        timers.advance(MINUTE);
        assertThat(timers.told(Topic.FOLLOW_UPS))
                .singleElement()
                .satisfies(told -> assertThat(told.getAttempt()).isOne());

        timers.advance(HALF.minus(MINUTE).minusMillis(1));
        assertThat(timers.followUps()).isZero();
        timers.advance(TICK);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void idleConversationThatDoesNotCloseIsLookedAtAgainWithGrowingDistanceAndNotForEver() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.advance(HOUR);
        assertThat(timers.followUps()).isOne();

        for (int minutes = 1; minutes <= 8; minutes *= 2) {
            timers.advance(Duration.ofMinutes(minutes).dividedBy(2).minusMillis(1));
            assertThat(timers.followUps()).isZero();
            timers.advance(Duration.ofMinutes(minutes).dividedBy(2).plusMillis(1));
            assertThat(timers.followUps()).isOne();
        }

        timers.advance(Duration.ofDays(10));
        assertThat(timers.followUps()).isZero();
        assertThat(timers.conversations().get(KEY)).isNull();
        assertThat(timers.listed()).isZero();
        assertThat(
                        timers.meters
                                .counter("parley.timers.given.up", "kind", TimerKind.IDLE.name())
                                .count())
                .isEqualTo(1);
    }

    @Test
    void idleTimeBeginsAnewWithEachAnswer() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.advance(HALF.dividedBy(2));
        timers.reply(ReplyKind.ANSWER, 2);
        assertThat(timers.listed()).isOne();

        timers.advance(HALF.minusMillis(1));
        assertThat(timers.followUps()).isZero();
        assertThat(timers.listed()).isOne();
        timers.advance(TICK);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void idleTimeBeginsWithAReturnFromAPerson() {
        timers.event(EventType.TAKEN_OVER);
        timers.advance(HALF);
        timers.event(EventType.RETURNED);

        timers.advance(HALF);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void idleTimeBeginsWithAKindOfReplyThatCameLater() {
        timers.reply(ReplyKind.UNKNOWN, 1);
        timers.advance(HALF);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void idleTimeIsNotTouchedByTheReminderItself() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.advance(HALF);
        timers.reply(ReplyKind.REMINDER, 1);
        timers.event(EventType.REMINDED);
        timers.advance(HALF);

        assertThat(timers.followUps()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"HANDOVER", "APOLOGY", "CLOSING"})
    void idleTimeEndsWithAReplyThatLeavesTheCustomerToAPerson(ReplyKind kind) {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.reply(kind, 2);
        timers.advance(HOUR);
        timers.advance(HOUR);

        assertThat(timers.followUps()).isZero();
        assertThat(timers.listed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"ESCALATED", "TAKEN_OVER", "PARKED", "RESOLVED", "CLOSED", "ERASED"})
    void idleTimeEndsWithTheEvent(EventType type) {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.event(type);
        timers.advance(HOUR);
        timers.advance(HOUR);

        assertThat(timers.followUps()).isZero();
        assertThat(timers.listed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "ESCALATED",
                "TAKEN_OVER",
                "PARKED",
                "RESOLVED",
                "CLOSED",
                "ERASED",
                "RETURNED"
            })
    void idleTimeGoesOnWithAnyOtherEvent(EventType type) {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.advance(MINUTE);
        timers.event(type);
        timers.advance(HALF.minus(MINUTE));

        assertThat(timers.followUps()).isOne();
    }

    @Test
    void idleTimeGoesOnAfterAnEndThatIsOlder() {
        timers.advance(HOUR);
        timers.reply(ReplyKind.ANSWER, 2);
        timers.read(Topic.EVENTS, KEY, DrivenTimers.event(EventType.CLOSED, START));

        timers.advance(HALF);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void idleTimeIsTheServicesWhereTheOrganizationSaysNothing() {
        var other = "globex/c-1";
        timers.read(
                Topic.REPLIES, other, TimerRecords.reply(other, ReplyKind.ANSWER, 1, timers.now()));

        timers.advance(DrivenTimers.DEFAULT.dividedBy(2).minusMillis(1));
        assertThat(timers.followUps()).isZero();
        timers.advance(TICK);
        assertThat(timers.followUps()).isOne();
    }

    @Test
    void idleTimeThatWasProlongedIsWaitedFor() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.policy("acme", HOUR.multipliedBy(3));

        timers.advance(HALF);
        assertThat(timers.followUps()).isZero();
        timers.advance(HOUR);
        assertThat(timers.followUps()).isOne();
        timers.event(EventType.REMINDED);

        timers.policy("acme", HOUR.multipliedBy(5));
        timers.advance(HOUR.plus(HALF));
        assertThat(timers.followUps()).isZero();
        timers.advance(HOUR.multipliedBy(2));
        assertThat(timers.followUps()).isOne();
    }

    /** Without the policy of now, the same course tells too early. */
    @Test
    void idleTimeThatWasProlongedWouldBeToldEarlyByTheOldPolicy() {
        var begun = DrivenTimers.IDLE.begun(null, START.toEpochMilli(), HOUR);

        assertThat(DrivenTimers.IDLE.due(begun, begun.due(), HOUR))
                .isInstanceOf(Verdict.Tell.class);
        assertThat(DrivenTimers.IDLE.due(begun, begun.due(), HOUR.multipliedBy(3)))
                .isInstanceOf(Verdict.Wait.class);
    }

    @Test
    void idleTimeThatWasShortenedCountsFromTheNextAnswer() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.policy("acme", HALF);
        timers.advance(MINUTE);
        timers.reply(ReplyKind.ANSWER, 2);

        timers.advance(HALF.dividedBy(2));
        assertThat(timers.followUps()).isOne();
        assertThat(timers.listed()).isOne();
    }

    @Test
    void idleConversationWhoseReminderIsOverdueForAllOfTheTimeIsToldOnceAndThenClosed() {
        timers.reply(ReplyKind.ANSWER, 1);
        timers.restart(HOUR.multipliedBy(2));

        timers.advance(TICK);
        assertThat(timers.followUps()).isOne();
        timers.event(EventType.CLOSED);
        timers.advance(HOUR);
        assertThat(timers.followUps()).isZero();
    }
}
