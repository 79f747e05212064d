package dev.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void whatWasStartedLastIsClosedFirstAndOnce() {
        var parts = new Parts();
        for (var name : List.of("broker", "fleet")) {
            parts.open((AutoCloseable) () -> closed.add(name));
        }

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("fleet", "broker");
    }

    @Test
    void partThatDoesNotStopKeepsNoOtherFromIt() {
        var parts = new Parts();
        parts.open((AutoCloseable) () -> closed.add("broker"));
        parts.open(
                (AutoCloseable)
                        () -> {
                            throw new IllegalStateException("stuck");
                        });

        parts.close();

        assertThat(closed).containsExactly("broker");
    }

    @Test
    void whatIsStartedWhileAllIsClosedIsClosedToo() {
        var parts = new Parts();
        parts.close();

        parts.open((AutoCloseable) () -> closed.add("late"));

        assertThat(closed).containsExactly("late");
    }
}
