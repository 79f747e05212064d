package dev.parley.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final long FAULT = seconds(100);

    private final Moments moments = new Moments();

    @Test
    void whatWasUnderWayAtTheFaultIsTimedFromThere() {
        moments.settled(seconds(98), seconds(99)); // before it
        moments.settled(seconds(99), seconds(101));
        moments.settled(seconds(99), seconds(107));
        moments.settled(seconds(101), seconds(110)); // begun after it

        assertThat(moments.underWay(FAULT)).isEqualTo(2);
        assertThat(moments.underWayMillis(FAULT, 50)).isEqualTo(1_000);
        assertThat(moments.underWayMillis(FAULT, 99)).isEqualTo(7_000);
    }

    @Test
    void theFirstEndAfterTheFaultMayBeOfAnyMessage() {
        moments.settled(seconds(99), seconds(107));
        moments.settled(seconds(101), seconds(103));

        assertThat(moments.firstAfter(FAULT)).isEqualTo(3_000);
    }

    @Test
    void nothingToTimeIsTold() {
        assertThat(moments.firstAfter(FAULT)).isEqualTo(-1);
        assertThat(moments.underWayMillis(FAULT, 99)).isEqualTo(-1);
    }

    private static long seconds(long count) {
        return TimeUnit.SECONDS.toNanos(count);
    }
}
