package dev.parley.postprocessor.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HeldTimersFormTest {
    private static final HeldTimers ALL =
            HeldTimers.NONE
                    .with(TimerKind.IDLE, new Timer.Idle(100, 200, 3), 150)
                    .with(TimerKind.TURN, new Timer.Retry(7, RetryRules.NO_TURN, 5, 2, false), 6)
                    .with(TimerKind.FOLLOW_UP, new Timer.Retry(9, 4, 8, 1, true), 9);

    private final HeldTimersForm form = new HeldTimersForm();

    @Test
    void everyTimerComesBackAsItWas() {
        var bytes = form.serializer().serialize("any", ALL);

        assertThat(form.deserializer().deserialize("any", bytes)).isEqualTo(ALL);
    }

    /** The changelog of a running deployment holds these bytes: a later build must read them. */
    @Test
    void firstFormStaysReadable() {
        var bytes =
                HexFormat.of()
                        .parseHex(
                                "0101"
                                        + "00"
                                        + "0000000000000096"
                                        + "0000000000000064"
                                        + "00000000000000c8"
                                        + "00000003");

        assertThat(form.deserializer().deserialize("any", bytes))
                .isEqualTo(HeldTimers.NONE.with(TimerKind.IDLE, new Timer.Idle(100, 200, 3), 150));
    }
}
