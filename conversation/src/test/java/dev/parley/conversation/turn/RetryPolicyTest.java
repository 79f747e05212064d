package dev.parley.conversation.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(5, 20, Duration.ofSeconds(1), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "6,32", "7,60", "20,60", "1000,60"})
    void delayDoublesUpToTheLongestAndLosesAFifthAtMost(int failures, long seconds) {
        for (int number = 0; number < 500; number++) {
            assertThat(POLICY.delay(conversation(number), failures))
                    .isBetween(Duration.ofMillis(seconds * 800), Duration.ofSeconds(seconds));
        }
    }

    @Test
    void conversationsDoNotRetryInStep() {
        var delays = new HashSet<Duration>();
        for (int number = 0; number < 100; number++) {
            delays.add(POLICY.delay(conversation(number), 3));
        }
        assertThat(delays).hasSizeGreaterThan(30);
    }

    @Test
    void delayIsTheSameWheneverItIsAsked() {
        assertThat(POLICY.delay(conversation(1), 3)).isEqualTo(POLICY.delay(conversation(1), 3));
    }

    @Test
    void longFirstDelaysDoNotOverflow() {
        var policy = new RetryPolicy(5, 5, Duration.ofDays(20_000), Duration.ofDays(20_000));
        assertThat(policy.delay(conversation(1), 1_000_000))
                .isBetween(Duration.ofDays(16_000), Duration.ofDays(20_000));
    }

    @Test
    void noDelayIsAllowed() {
        var policy = new RetryPolicy(1, 1, Duration.ZERO, Duration.ZERO);
        assertThat(policy.delay(conversation(1), 1)).isZero();
    }

    @Test
    void restIsAsLongAsAskedForWithinItsBoundAndNeverShorterThanOurOwn() {
        var minute = Duration.ofMinutes(1);
        var policy =
                new RetryPolicy(
                        5, 20, Duration.ofSeconds(1), minute, minute.multipliedBy(5), minute);
        var id = conversation(1);

        assertThat(policy.delay(id, 1, minute.multipliedBy(2))).isEqualTo(minute.multipliedBy(2));
        assertThat(policy.delay(id, 1, minute.multipliedBy(5))).isEqualTo(minute.multipliedBy(5));
        assertThat(policy.delay(id, 1, Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(minute.multipliedBy(5));
        assertThat(policy.delay(id, 5, Duration.ofSeconds(1))).isEqualTo(policy.delay(id, 5));
        assertThat(policy.delay(id, 5, Duration.ofSeconds(-1))).isEqualTo(policy.delay(id, 5));
    }

    @Test
    void refusesLimitsThatContradictEachOther() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new RetryPolicy(0, 1, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(3, 2, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, 1, second.negated(), second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, 1, second, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, 1, second, second, Duration.ZERO, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, 1, second, second, second, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ConversationId conversation(int number) {
        return new ConversationId("acme", "conversation-" + number);
    }
}
