package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.turn.RetryPolicy;
import dev.parley.conversation.turn.Settle;
import dev.parley.conversation.turn.TurnSettings;
import dev.parley.testkit.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Executors that keep up with half of what comes in for ten minutes, and with twice as much then.
 */
class OverloadTest {
    private static final Duration OVERLOAD = Duration.ofMinutes(10);
    private static final double HALF = 2;
    private static final double DOUBLE = 8;

    /** What piled up, 1,200 turns, at the four a second that are free then. */
    private static final Duration ENOUGH = Duration.ofMinutes(5);

    /** For the plans that came twice, a tenth of a turn each. */
    private static final Duration SPARE = Duration.ofMinutes(1);

    private static final Duration PLANNED = Duration.ofMinutes(2);
    private static final RetryPolicy RETRIES = Samples.RETRIES;

    @Test
    void overloadOfTenMinutesDoesNotFeedItself() {
        var overload =
                new Overload(
                        new TurnSettings(
                                Samples.LEASE,
                                PLANNED,
                                Samples.INSTANCE_LEASE,
                                Samples.GRACE,
                                RETRIES,
                                20,
                                500,
                                Settle.NONE));

        overload.load(OVERLOAD, HALF);
        assertThat(overload.backlog()).as("executors do nothing twice").isLessThan(1_260);
        overload.load(ENOUGH.plus(SPARE), DOUBLE);

        assertThat(overload.mostPlansOfATurn()).isLessThanOrEqualTo(3);
        assertThat(overload.backlog()).as("but what came this second").isLessThanOrEqualTo(8);
        assertThat(overload.parked()).isZero();
    }

    @Test
    void leaseOfARunningTurnWouldFeedTheOverload() {
        var overload =
                new Overload(new TurnSettings(Samples.LEASE, Samples.GRACE, RETRIES, 20, 500));

        overload.load(OVERLOAD, HALF);

        assertThat(overload.mostPlansOfATurn()).as("control").isGreaterThan(3);
    }
}
