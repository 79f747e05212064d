package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetrievalPropertiesTest {
    private static final Duration WITHIN = Duration.ofMillis(300);

    @Test
    void eachBoundIsHeldAndNamed() {
        expectRefusal("passages must be 1 to 20, not 21", 21, WITHIN, 2, 64, 0.6);
        expectRefusal("within must be positive", 5, Duration.ZERO, 2, 64, 0.6);
        expectRefusal("threads must be 1 to 64, not 0", 5, WITHIN, 0, 64, 0.6);
        expectRefusal("queue must be 1 to 10000, not 0", 5, WITHIN, 2, 0, 0.6);
        expectRefusal("background must be 0 to 1, not 1.1", 5, WITHIN, 2, 64, 1.1);
    }

    private static void expectRefusal(
            String message, int passages, Duration within, int threads, int queue, double part) {
        assertThatThrownBy(() -> new RetrievalProperties(passages, within, threads, queue, part))
                .hasMessage("parley.retrieval." + message);
    }
}
