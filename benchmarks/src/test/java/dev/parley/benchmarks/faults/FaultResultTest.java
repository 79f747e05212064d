package dev.parley.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.Fate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultResultTest {
    private static final Map<Fate, Long> ALL =
            Map.of(Fate.ANSWERED, 110L, Fate.MERGED, 50L, Fate.HUMAN, 30L, Fate.PARKED, 10L);

    @Test
    void everyMessageWithAnEndIsGood() {
        var result = result(false, 200, ALL, 0, 0);

        assertThat(result.isGood()).isTrue();
        assertThat(result.line())
                .startsWith(
                        "family=kill-executor accepted=200 answered=110 merged=50 human=30 ignored=0 parked=10 lost=0 doubled=0")
                .endsWith(" ok");
    }

    @Test
    void lossAndDoublingAreNotGood() {
        assertThat(result(false, 200, ALL, 1, 0).isGood()).isFalse();
        assertThat(result(false, 200, ALL, 0, 1).isGood()).isFalse();
        assertThat(result(false, 200, ALL, 0, 1).line()).endsWith(" BROKEN");
    }

    @Test
    void sumsThatDoNotAgreeDoNotCount() {
        assertThat(result(false, 201, ALL, 0, 0).line()).endsWith(" DOES NOT COUNT");
    }

    @Test
    void tooFewMessagesDoNotCount() {
        assertThat(result(false, 99, Map.of(Fate.ANSWERED, 99L), 0, 0).isGood()).isFalse();
    }

    @Test
    void aControlIsGoodWhenBothHarmsAreSeen() {
        assertThat(result(true, 200, ALL, 1, 1).isGood()).isTrue();
        assertThat(result(true, 200, ALL, 1, 0).isGood()).isFalse();
        assertThat(result(true, 200, ALL, 0, 1).line()).endsWith(" NOT CAUGHT");
    }

    private static FaultResult result(
            boolean control, long accepted, Map<Fate, Long> fates, long lost, long doubled) {
        return new FaultResult(
                Family.KILL_EXECUTOR,
                control,
                accepted,
                fates,
                lost,
                doubled,
                0,
                1_000,
                100,
                50,
                2_000,
                5_000,
                -1);
    }
}
