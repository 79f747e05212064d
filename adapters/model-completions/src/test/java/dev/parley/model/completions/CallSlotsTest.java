package dev.parley.model.completions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CallSlotsTest {
    private static final ModelAnswer ANSWER =
            new ModelAnswer("a", List.of(), ModelAnswer.Finish.STOP, "m", 1, 1, false, Map.of());

    @Test
    void callThatFindsNoSlotInItsTimeIsNotMade() throws Exception {
        var slots = new CallSlots(1, Duration.ofMillis(200));
        var running = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    executor.submit(() ->
                            slots.run(_ -> {
                                running.countDown();
                                release.await();
                                return ANSWER;
                            }));
            running.await();

            assertThatThrownBy(() ->
                            slots.run(_ -> {
                                throw new AssertionError("made");
                            }))
                    .isInstanceOfSatisfying(
                            ModelException.class,
                            e -> assertThat(e.kind()).isEqualTo(ModelException.Kind.TIMEOUT));
            release.countDown();
            assertThat(first.get()).isEqualTo(ANSWER);
        }
        assertThat(
                        slots.run(time -> {
                            assertThat(time)
                                    .isBetween(Duration.ofMillis(1), Duration.ofMillis(200));
                            return ANSWER;
                        }))
                .isEqualTo(ANSWER);
    }

    @Test
    void callThatFailsGivesItsSlotBack() throws Exception {
        var slots = new CallSlots(1, Duration.ofSeconds(10));

        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(() ->
                            slots.run(_ -> {
                                throw Failures.broken("so it goes");
                            }))
                    .isInstanceOf(ModelException.class);
        }
        assertThat(slots.run(_ -> ANSWER)).isEqualTo(ANSWER);
    }
}
