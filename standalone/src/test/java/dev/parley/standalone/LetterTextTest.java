package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.DeadLetterView;
import dev.parley.standalone.client.StuckPartitionView;
import dev.parley.standalone.client.StuckView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTextTest {
    @Test
    void lineTellsWhoseItIsAndWhy() {
        assertThat(LetterText.line(LetterRunTest.letter("a1", "c-1", 3L)))
                .startsWith("a1  1970-01-01T00:00:00Z  open ")
                .contains("acme/c-1 turn 3", "executor: model");
        assertThat(LetterText.line(LetterRunTest.letter("x1", null, null))).contains("  -  ");
    }

    @Test
    void nothingOfARecordSteersTheTerminal() {
        var letter = LetterRunTest.letter("a1", "c-1", 3L);
        var whole =
                new DeadLetterView(
                        letter.id(),
                        letter.organization(),
                        letter.conversation(),
                        letter.turn(),
                        letter.stage(),
                        letter.cause(),
                        letter.at(),
                        letter.state(),
                        null,
                        null,
                        letter.source(),
                        new DeadLetterView.RawRecord(
                                "YWNtZS9jLTE=",
                                "G1szMW0=", // ESC [ 3 1 m
                                List.of(new DeadLetterView.RawHeader("a\u001b", null))));

        var text = LetterText.whole(whole);

        assertThat(text)
                .contains("key           acme/c-1", "value         base64 G1szMW0=", "= none")
                .doesNotContain("\u001b");
        assertThat(LetterText.line(whole)).doesNotContain("\u001b").doesNotContain("\n");
    }

    @Test
    void stuckConversationTellsWhatItWaitsFor() {
        var turn =
                new StuckView.TurnView(2, "planned", 3, 2, 1, "model TIMEOUT", Instant.EPOCH, null);
        var stuck = new StuckView("acme", "c-1", "open", Instant.EPOCH, 1, Instant.EPOCH, turn);

        assertThat(StuckCommand.line(stuck, Instant.ofEpochSecond(90)))
                .isEqualTo(
                        "acme/c-1  waits 90s  open  turn 2 planned, attempt 3, 1 failures (last: model TIMEOUT), due 1970-01-01T00:00:00Z");
        assertThat(StuckCommand.line(stuck, Instant.EPOCH.minusSeconds(90)))
                .startsWith("acme/c-1  waits since a moment to come, says another clock,  open");
    }

    @Test
    void partitionThatNobodyTakesUpTellsWhereAndHowMuch() {
        var partition = new StuckPartitionView("parley.inbound", 3, 70, 100, Instant.EPOCH);

        assertThat(StuckCommand.line(partition, Instant.ofEpochSecond(412)))
                .isEqualTo(
                        "parley.inbound-3  waits 412s  30 messages accepted and not taken up, from offset 70");
    }
}
