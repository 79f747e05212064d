package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.PlanPath;
import dev.parley.conversation.reading.ReadingThreads;
import dev.parley.executor.passage.TestData;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an answer that takes too much to read: never one that nobody checked. */
class AnswerReadingTest {
    private static final String LONG = "All is well [1]. ".repeat(1_000);

    private final ReadingThreads hurried = new ReadingThreads(1, Duration.ofNanos(1), () -> {});

    @AfterEach
    void close() {
        hurried.close();
    }

    @Test
    void itIsUnsupported() {
        var asked = Assignments.asked(PlanPath.DOCUMENT_QA, null, List.of(), "How?");
        var written = Written.fixed(LONG);

        assertThat(new AnswerReading(hurried).unsupported(written, List.of(), asked, List.of()))
                .hasSize(1);
        assertThat(
                        new AnswerReading(Samples.READING)
                                .unsupported(written, List.of(), asked, List.of()))
                .isEmpty();
    }

    @Test
    void itGoesOutAsItIsWithTheDisclaimerAfterIt() {
        var playbook = Assignments.playbook("Greet.", "No advice.");
        var asked = Assignments.asked(PlanPath.PLAYBOOK, playbook, List.of(), "How?");

        var ended = Closing.of(asked, hurried).end(Written.fixed(LONG));

        assertThat(ended.text()).isEqualTo(LONG.stripTrailing() + "\n\nNo advice.");
        assertThat(
                        new AnswerReading(hurried)
                                .citations(Written.fixed(LONG), List.of(), asked)
                                .text())
                .isEqualTo(LONG);
    }

    @Test
    void aPassageThatTakesTooMuchIsLeftOut() {
        var passages = List.of(Assignments.passage("long", LONG));

        assertThat(TestData.filtered("acme", passages, hurried).passages()).isEmpty();
        assertThat(TestData.filtered("acme", passages, Samples.READING).passages()).hasSize(1);
    }
}
