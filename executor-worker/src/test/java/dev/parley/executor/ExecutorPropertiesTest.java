package dev.parley.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.turn.TurnSettings;
import dev.parley.executor.prompt.PromptLimits;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ExecutorPropertiesTest {
    @Test
    void defaults() {
        assertThat(prompt(Map.of()).limits(20)).isEqualTo(Assignments.LIMITS);
        assertThat(handOver(Map.of())).isEqualTo(new HandOverProperties(Duration.ofSeconds(8)));
    }

    @Test
    void everyKeyIsRead() {
        var values =
                Map.of(
                        "parley.prompt.context-tokens", "101",
                        "parley.prompt.message-tokens", "102",
                        "parley.prompt.question-tokens", "103",
                        "parley.prompt.instruction-tokens", "104",
                        "parley.prompt.passages", "5",
                        "parley.prompt.passage-tokens", "106");

        assertThat(prompt(values).limits(7))
                .isEqualTo(new PromptLimits(7, 101, 102, 103, 104, 5, 106));
        assertThat(handOver(Map.of("parley.handover.model-timeout", "3s")).modelTimeout())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({
        "prompt.context-tokens, -1",
        "prompt.message-tokens, 15",
        "prompt.question-tokens, 0",
        "prompt.instruction-tokens, 1000001",
        "prompt.passages, 0",
        "prompt.passages, 21",
        "prompt.passage-tokens, 1",
        "handover.model-timeout, 0s",
        "handover.model-timeout, 61s",
    })
    void valueThatCannotBeMeantIsRefused(String key, String value) {
        var values = Map.of("parley." + key, value);

        assertThatThrownBy(
                        () -> {
                            prompt(values);
                            handOver(values);
                        })
                .isInstanceOf(BindException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining("parley." + key);
    }

    @Test
    void tryThatIsShorterThanTwoCallsOfTheModelIsRefused() {
        var settings = new TurnSettings(Samples.LEASE, Samples.GRACE, Samples.RETRIES, 20, 500);
        var model = new ScriptedModel();
        model.longestCall = settings.longestAttempt().dividedBy(2);
        ExecutorConfiguration.requireTimeFor(model, settings);

        model.longestCall = model.longestCall.plusSeconds(1);

        assertThatThrownBy(() -> ExecutorConfiguration.requireTimeFor(model, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "parley.turn.longest-attempt must be at least two calls of the model,"
                                + " PT1H2S, not PT1H");
    }

    private static PromptProperties prompt(Map<String, String> values) {
        return binder(values).bindOrCreate("parley.prompt", PromptProperties.class);
    }

    private static HandOverProperties handOver(Map<String, String> values) {
        return binder(values).bindOrCreate("parley.handover", HandOverProperties.class);
    }

    private static Binder binder(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values));
    }
}
