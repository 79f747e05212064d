package dev.parley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.standalone.StandaloneSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A message that comes while a slow model answers the one before is answered by the next turn, at
 * once.
 */
@Timeout(180)
class SecondMessageIT {
    private static final Duration LATENCY = Duration.ofSeconds(2);
    private static final Duration BOUND = LATENCY.plusMillis(500);

    /**
     * For a machine that is busy with other things; far from what a missing wakeup would cost, for
     * nothing sweeps.
     */
    private static final Duration ALLOWANCE = Duration.ofSeconds(4);

    private static final int CONVERSATIONS = 100;
    private static final int ONE_OF_SO_MANY_BEFORE_COMMIT = 4;

    @Test
    void secondMessageDuringASlowTurnIsAnsweredWithoutTheSweep(@TempDir Path data)
            throws Exception {
        var seed = new Random().nextLong();
        System.out.println("second messages: seed " + seed);
        var settings =
                StandaloneSettings.onFreePorts(data)
                        .withModelLatency(LATENCY)
                        .withProperties(Map.of("parley.sweep.enabled", "false"));
        try (var faulty = Faulty.start(settings)) {
            var warmUp = new SecondMessages(faulty.parley().client(), "warm-up", LATENCY);
            faulty.injection().use(warmUp);
            warmUp.play(10, 2, new Random(seed));
            var messages = new SecondMessages(faulty.parley().client(), "second", LATENCY);
            faulty.injection().use(messages);

            var outcomes =
                    messages.play(CONVERSATIONS, ONE_OF_SO_MANY_BEFORE_COMMIT, new Random(seed));

            print(
                    "at a random moment",
                    outcomes.stream().filter(outcome -> !outcome.beforeCommit()).toList());
            print(
                    "before the commit",
                    outcomes.stream().filter(SecondMessages.Outcome::beforeCommit).toList());
            assertThat(outcomes).hasSize(CONVERSATIONS);
            Checks.secondMessagesAreAnsweredPromptly(outcomes, BOUND.plus(ALLOWANCE));
            for (var outcome : outcomes) {
                Checks.everyMessageEnds(
                        faulty.store(), new ConversationId("second", outcome.conversation()));
            }
        }
    }

    private static void print(String when, List<SecondMessages.Outcome> outcomes) {
        var gaps =
                outcomes.stream().mapToLong(outcome -> outcome.gap().toMillis()).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "second message %s: %d, from the first turn's end to the answer (model %d ms): min %d, p50 %d, p99 %d,"
                        + " max %d ms; later than %d ms: %d%n",
                when,
                gaps.length,
                LATENCY.toMillis(),
                gaps[0],
                gaps[gaps.length / 2],
                gaps[gaps.length * 99 / 100],
                gaps[gaps.length - 1],
                BOUND.toMillis(),
                outcomes.stream().filter(outcome -> outcome.gap().compareTo(BOUND) > 0).count());
    }
}
