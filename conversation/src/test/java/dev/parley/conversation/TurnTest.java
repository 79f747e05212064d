package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Instant NOW = Instant.ofEpochSecond(100);
    private static final Turn PLANNED =
            new Turn(7, 2, 5, 0, 0, 0, Turn.Phase.PLANNED, NOW, null, 0, NOW, null);

    @Test
    void idNamesConversationAndNumber() {
        assertThat(Turn.id(new ConversationId("acme", "c1"), 7)).isEqualTo("c1~7");
    }

    @Test
    void coversItsRangeWithoutTheStart() {
        assertThat(PLANNED.covers(2)).isFalse();
        assertThat(PLANNED.covers(3)).isTrue();
        assertThat(PLANNED.covers(5)).isTrue();
        assertThat(PLANNED.covers(6)).isFalse();
    }

    @Test
    void leaseHasLapsedAtItsVeryEnd() {
        assertThat(PLANNED.isLapsed(NOW.minusMillis(1))).isFalse();
        assertThat(PLANNED.isLapsed(NOW)).isTrue();
    }

    @Test
    void isHeldBackUntilItsEarliestBegin() {
        var resting = PLANNED.failed("cause").resting(NOW);
        assertThat(resting.heldBackUntil(NOW.minusMillis(1))).isEqualTo(NOW);
        assertThat(resting.heldBackUntil(NOW)).isNull();
        assertThat(PLANNED.heldBackUntil(NOW)).isNull();
    }

    @Test
    void everyBeginAndEveryReclaimKillsTheFenceBefore() {
        var begun = PLANNED.begun(5, NOW, "one");
        var reclaimed = begun.emitted(NOW, null);
        var again = reclaimed.begun(5, NOW, "two");
        assertThat(PLANNED.fence()).isEqualTo(new Fence(7, 0, PLANNED.claimedAt()));
        assertThat(begun.fence()).isEqualTo(new Fence(7, 1, PLANNED.claimedAt()));
        assertThat(reclaimed.fence()).isEqualTo(new Fence(7, 2, PLANNED.claimedAt()));
        assertThat(again.fence()).isEqualTo(new Fence(7, 3, PLANNED.claimedAt()));
        assertThat(again.leasedUntil(NOW.plusSeconds(1)).fence()).isEqualTo(again.fence());
    }

    @Test
    void beginsAndFailuresAreCountedApart() {
        var turn =
                PLANNED.begun(5, NOW, null).emitted(NOW, null).begun(5, NOW, null).failed("cause");
        assertThat(turn.begins()).isEqualTo(2);
        assertThat(turn.failures()).isEqualTo(1);
        assertThat(turn.lastFailure()).isEqualTo("cause");
    }

    @Test
    void emissionsCountAgainFromEachBeginAndFailure() {
        var twice = PLANNED.emitted(NOW, "one").emitted(NOW, "two");
        assertThat(twice.emissions()).isEqualTo(2);
        assertThat(twice.fence()).isEqualTo(PLANNED.fence());
        assertThat(twice.holder()).isEqualTo("two");
        assertThat(twice.begun(5, NOW, "three").emissions()).isZero();
        assertThat(twice.failed("cause").resting(NOW).emissions()).isZero();
        assertThat(twice.begun(5, NOW, "three").emitted(NOW, null).emissions()).isEqualTo(1);
    }

    @Test
    void isAwaySinceTheFirstTimeUntilSomethingIsTried() {
        var begun = PLANNED.begun(5, NOW, null);
        var away = begun.notBegun("away", NOW);
        assertThat(away.awaySince()).isEqualTo(NOW);
        assertThat(away.resting(NOW).begun(5, NOW, null).notBegun("away", NOW.plusSeconds(9)))
                .extracting(Turn::awaySince, Turn::begins)
                .containsExactly(NOW, 0);
        assertThat(away.failed("tried").awaySince()).isNull();
        assertThat(away.notBegun("away", NOW.minusSeconds(1)).awaySince())
                .as("a moment of another clock")
                .isEqualTo(NOW.minusSeconds(1));
    }
}
