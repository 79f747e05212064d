package dev.parley.model.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ModelGuardAutoConfigurationTest {
    private static final String PREFIX = "parley.model.guard.";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ModelGuardAutoConfiguration.class))
                    .withBean(LanguageModel.class, Silent::new)
                    .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void everyModelIsGuarded() {
        runner.run(context ->
                assertThat(context.getBean(LanguageModel.class)).isInstanceOf(GuardedModel.class));
    }

    @Test
    void guardTellsHowLongACallOfItsModelTakes() {
        runner.run(context ->
                assertThat(context.getBean(LanguageModel.class).longestCall())
                        .isEqualTo(Silent.LONGEST));
    }

    @ParameterizedTest
    @CsvSource({
        "parley.model.kind=openai, 16",
        "parley.model.kind=offline, 2000",
        "parley.model.guard.limit.initial=7, 7",
        "parley.model.guard.limit.max=5, 5"
    })
    void limitAtTheStart(String setting, int expected) {
        runner.withPropertyValues(setting)
                .run(context -> {
                    context.getBean(LanguageModel.class);
                    var limit = context.getBean(MeterRegistry.class).get(PREFIX + "limit").gauge();
                    assertThat(limit.value()).isEqualTo(expected);
                });
    }

    @Test
    void smallMaximumNeedsNoInitial() {
        runner.withPropertyValues("parley.model.kind=openai", PREFIX + "limit.max=5")
                .run(context ->
                        assertThat(context.getBean(ModelGuardProperties.class).limit().start(false))
                                .isEqualTo(5));
    }

    @Test
    void guardCanBeLeftOut() {
        runner.withPropertyValues(PREFIX + "enabled=false")
                .run(context ->
                        assertThat(context.getBean(LanguageModel.class))
                                .isInstanceOf(Silent.class));
    }

    @Test
    void defaults() {
        runner.run(context ->
                assertThat(context.getBean(ModelGuardProperties.class))
                        .isEqualTo(Settings.with(Settings.LIMIT)));
    }

    @Test
    void everyKeyIsMapped() {
        runner.withPropertyValues(
                        PREFIX + "limit.min=2",
                        PREFIX + "limit.initial=3",
                        PREFIX + "limit.max=4",
                        PREFIX + "limit.decrease=0.5",
                        PREFIX + "rest.first=2s",
                        PREFIX + "rest.longest=3s",
                        PREFIX + "breaker.calls=5",
                        PREFIX + "breaker.failure-rate=60",
                        PREFIX + "breaker.open-for=7s",
                        PREFIX + "breaker.probes=8")
                .run(context ->
                        assertThat(context.getBean(ModelGuardProperties.class))
                                .isEqualTo(
                                        new ModelGuardProperties(
                                                true,
                                                new ModelGuardProperties.Limit(2, 3, 4, 0.5),
                                                new ModelGuardProperties.Rest(
                                                        Duration.ofSeconds(2),
                                                        Duration.ofSeconds(3)),
                                                new ModelGuardProperties.Breaker(
                                                        5, 60, Duration.ofSeconds(7), 8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit.min=0",
                "limit.initial=0",
                "limit.max=0",
                "limit.decrease=1",
                "limit.decrease=0",
                "rest.first=0s",
                "rest.longest=500ms",
                "breaker.calls=1",
                "breaker.failure-rate=0",
                "breaker.failure-rate=101",
                "breaker.open-for=0s",
                "breaker.probes=0",
                "no-such-key=1"
            })
    void wrongSettingIsRefused(String setting) {
        runner.withPropertyValues(PREFIX + setting).run(context -> assertThat(context).hasFailed());
    }

    private static final class Silent implements LanguageModel {
        static final Duration LONGEST = Duration.ofSeconds(9);

        @Override
        public Duration longestCall() {
            return LONGEST;
        }

        @Override
        public ModelAnswer generate(ModelRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModelAnswer stream(ModelRequest request, TextPreview preview) {
            throw new UnsupportedOperationException();
        }
    }
}
