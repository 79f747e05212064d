package dev.parley.benchmarks.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.Fate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultLinesTest {
    private static final List<Family> TWO = List.of(Family.KILL_EXECUTOR, Family.KILL_ALL);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void nothingLostOrDoubledAndEveryControlSeenIsZero() throws Exception {
        assertThat(lines(true).write((family, control) -> result(family, control, harm(control))))
                .isZero();
        assertThat(out.toString(UTF_8).lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).matches("family=kill-.* (ok|caught)"));
    }

    @Test
    void oneLossEndsTheCommandWithOneAndTheOthersAreToldAllTheSame() throws Exception {
        int code =
                lines(false)
                        .write((family, control) ->
                                result(family, control, family == Family.KILL_EXECUTOR ? 1 : 0));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString(UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("lost=1").endsWith(" BROKEN"),
                        line -> assertThat(line).startsWith("family=kill-all").endsWith(" ok"));
    }

    @Test
    void harmThatNobodySawEndsItWithOneToo() throws Exception {
        assertThat(lines(true).write((family, control) -> result(family, control, 0))).isEqualTo(1);
    }

    private FaultLines lines(boolean controls) {
        return new FaultLines(TWO, controls, new PrintStream(out, true, UTF_8));
    }

    private static int harm(boolean control) {
        return control ? 1 : 0;
    }

    private static FaultResult result(Family family, boolean control, int harm) {
        return new FaultResult(
                family,
                control,
                FaultsSettings.FEWEST_MESSAGES,
                Map.of(Fate.ANSWERED, (long) FaultsSettings.FEWEST_MESSAGES),
                harm,
                harm,
                0,
                1_000,
                100,
                50,
                2_000,
                5_000,
                -1);
    }
}
