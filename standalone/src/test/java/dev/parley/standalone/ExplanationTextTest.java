package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.Explanation.ReplyView;
import dev.parley.standalone.client.Explanation.Step;
import dev.parley.standalone.client.Fate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void answeredMessageIsToldWithItsReplyAndSteps() {
        var reply = new ReplyView("r1", "answer", "Yes.", "playbook", "offline", NOON);
        var steps =
                List.of(
                        new Step(NOON, "stored as message 1"),
                        new Step(null, "turn 1 took the path playbook"));
        assertThat(ExplanationText.of(explanation(Fate.ANSWERED, null, reply, steps)))
                .contains(
                        "Message m1 in conversation c1 of shop",
                        "outcome   answered",
                        "reply     Yes.")
                .contains("model     offline")
                .contains("stored as message 1\n", "turn 1 took the path playbook\n");
    }

    @Test
    void mergedMessageNamesTheOneItWasAnsweredWith() {
        assertThat(ExplanationText.of(explanation(Fate.MERGED, "m2", null, List.of())))
                .contains("merged: answered together with message m2");
    }

    @Test
    void messageWithoutEndIsBeingWorkedOn() {
        assertThat(ExplanationText.of(explanation(null, null, null, null))).contains("none yet");
    }

    @Test
    void messageThatIsNotStoredWaitsToBeTakenUp() {
        var accepted =
                new Explanation(
                        "shop",
                        "c1",
                        "m1",
                        0,
                        "accepted",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(new Step(null, "record 4 of inbound-1")),
                        null);
        assertThat(ExplanationText.of(accepted))
                .contains("it is accepted and waits to be taken up", "record 4 of inbound-1");
    }

    private static Explanation explanation(
            @Nullable Fate fate,
            @Nullable String mergedInto,
            @Nullable ReplyView reply,
            @Nullable List<Step> steps) {
        return new Explanation(
                "shop",
                "c1",
                "m1",
                1,
                "stored",
                fate,
                1L,
                mergedInto,
                null,
                null,
                reply,
                steps,
                null);
    }
}
