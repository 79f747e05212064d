package dev.parley.model.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineModelTest {
    @Test
    void samePromptGivesTheSameAnswerAndSaysThatItIsOffline() throws Exception {
        var model = new OfflineModel(Duration.ZERO, List.of());

        var answer = model.generate(request("Where is my order?"));

        assertThat(answer.text()).contains("Where is my order?").contains("offline");
        assertThat(answer).isEqualTo(model.generate(request("Where is my order?")));
        assertThat(answer.offline()).isTrue();
        assertThat(answer.promptTokens()).isPositive();
    }

    @Test
    void longQuestionIsQuotedInPartAndNeverCutWithinACharacter() throws Exception {
        var answer =
                new OfflineModel(Duration.ZERO, List.of())
                        .generate(request("\uD83D\uDE00".repeat(5_000)));

        assertThat(answer.text()).hasSizeLessThan(500);
        assertThat(answer.text().codePoints())
                .noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    @Test
    void scriptRunsOverAndOver() throws Exception {
        var model =
                new OfflineModel(
                        Duration.ZERO,
                        List.of(
                                ScriptedOutcome.OK,
                                ScriptedOutcome.RATE_LIMITED,
                                ScriptedOutcome.TIMEOUT));

        for (int round = 0; round < 3; round++) {
            assertThat(model.generate(request("a")).text()).isNotBlank();
            assertThatThrownBy(() -> model.generate(request("a")))
                    .isInstanceOfSatisfying(
                            ModelException.class,
                            e -> {
                                assertThat(e.kind()).isEqualTo(ModelException.Kind.RATE_LIMITED);
                                assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                            });
            assertThatThrownBy(() -> model.generate(request("a")))
                    .isInstanceOfSatisfying(
                            ModelException.class,
                            e -> assertThat(e.kind()).isEqualTo(ModelException.Kind.TIMEOUT));
        }
    }

    @Test
    void streamShowsTheWholeAnswerInPieces() throws Exception {
        var model = new OfflineModel(Duration.ZERO, List.of());
        var pieces = new ArrayList<String>();

        var answer = model.stream(request("Where is my order?"), pieces::add);

        assertThat(answer).isEqualTo(model.generate(request("Where is my order?")));
        assertThat(pieces).hasSizeGreaterThan(3).doesNotContain("");
        assertThat(String.join("", pieces)).isEqualTo(answer.text());
    }

    @Test
    void failedStreamShowsNothing() {
        var model = new OfflineModel(Duration.ZERO, List.of(ScriptedOutcome.UNAVAILABLE));
        var pieces = new ArrayList<String>();

        assertThatThrownBy(() -> model.stream(request("Hello"), pieces::add))
                .isInstanceOf(ModelException.class);
        assertThat(pieces).isEmpty();
    }

    private static ModelRequest request(String text) {
        return new ModelRequest("t.1", "Be kind.", List.of(new ModelMessage.User(text)));
    }
}
