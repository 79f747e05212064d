package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.client.DeadLetterView;
import dev.parley.standalone.client.OperationsClient;
import dev.parley.standalone.client.Refusals;
import dev.parley.standalone.client.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LetterRunTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();

    @Test
    void conversationIsLeftAloneOnceALetterOfItIsRefused() {
        int code =
                run(
                        letter -> {
                            if (letter.id().equals("a1")) {
                                throw Refusals.of("urn:parley:problem:stale", "too old");
                            }
                            return letter;
                        },
                        Duration.ZERO,
                        letter("a1", "a", 1L),
                        letter("a2", "a", 2L),
                        letter("b1", "b", 1L));

        assertThat(code).isEqualTo(1);
        assertThat(asked).containsExactly("a1", "b1");
        assertThat(text()).contains("a1 refused: too old", "a2 left", "b1 open", "1 of 3 redriven");
    }

    @Test
    void lettersOfNobodyDoNotWaitForEachOther() {
        int code =
                run(
                        letter -> {
                            if (letter.id().equals("x1")) {
                                throw Refusals.of("", "no");
                            }
                            return letter;
                        },
                        Duration.ZERO,
                        letter("x1", null, null),
                        letter("x2", null, null));

        assertThat(code).isEqualTo(1);
        assertThat(asked).containsExactly("x1", "x2");
    }

    @Test
    void openTurnIsWaitedFor() {
        int code =
                run(
                        letter -> {
                            if (asked.size() < 3) {
                                throw open();
                            }
                            return letter;
                        },
                        Duration.ofMinutes(1),
                        letter("a1", "a", 1L));

        assertThat(code).isZero();
        assertThat(asked).hasSize(3);
    }

    @Test
    void openTurnIsNotWaitedForForEver() {
        int code =
                run(
                        _ -> {
                            throw open();
                        },
                        Duration.ZERO,
                        letter("a1", "a", 1L));

        assertThat(code).isEqualTo(1);
        assertThat(asked).hasSize(1);
    }

    private int run(
            Function<DeadLetterView, DeadLetterView> decision,
            Duration patience,
            DeadLetterView... letters) {
        return new LetterRun(
                        letter -> {
                            asked.add(letter.id());
                            return decision.apply(letter);
                        },
                        patience,
                        new PrintStream(out, true, StandardCharsets.UTF_8))
                .over(List.of(letters), "redriven");
    }

    private static RefusedException open() {
        return Refusals.of(OperationsClient.TURN_OPEN, "turn 2 is open");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    static DeadLetterView letter(String id, @Nullable String conversation, @Nullable Long turn) {
        return new DeadLetterView(
                id,
                conversation == null ? null : "acme",
                conversation,
                turn,
                "executor",
                "model\u001b[31m timed\nout",
                Instant.EPOCH,
                "open",
                null,
                null,
                new DeadLetterView.Source("parley.plans", 1, 2, Instant.EPOCH),
                null);
    }
}
