package dev.parley.model.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.model.LanguageModel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class OpenAiModelAutoConfigurationTest {
    private static final String KEY = "sk-0123456789";

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(OpenAiModelAutoConfiguration.class));
    private final ApplicationContextRunner chosen =
            application.withPropertyValues(
                    "parley.model.kind=openai",
                    "parley.model.openai.api-key=" + KEY,
                    "parley.model.openai.model=gpt-test");

    @Test
    void settingChoosesIt() {
        chosen.run(context -> assertThat(context).getBean(LanguageModel.class).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({"offline", "azure-openai"})
    void anotherKindLoadsNothingOfTheSdk(String kind) {
        application
                .withClassLoader(new FilteredClassLoader("com.openai", "okhttp3", "kotlin"))
                .withPropertyValues("parley.model.kind=" + kind)
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(LanguageModel.class));
    }

    @Test
    void defaultsFitOpenAi() {
        chosen.run(context ->
                assertThat(context.getBean(OpenAiProperties.class))
                        .isEqualTo(
                                new OpenAiProperties(
                                        URI.create("https://api.openai.com/v1"),
                                        KEY,
                                        null,
                                        KeyHeader.BEARER,
                                        "gpt-test",
                                        Duration.ofSeconds(60),
                                        Duration.ofSeconds(5),
                                        null,
                                        null,
                                        2_000)));
    }

    @Test
    void everyKeyIsRead() {
        var file = Path.of("/run/secrets/key");
        new ApplicationContextRunner()
                .withUserConfiguration(PropertiesOnly.class)
                .withPropertyValues(
                        "parley.model.openai.base-url=http://127.0.0.1:11434/v1",
                        "parley.model.openai.api-key-file=" + file,
                        "parley.model.openai.key-header=api-key",
                        "parley.model.openai.model=llama",
                        "parley.model.openai.timeout=9s",
                        "parley.model.openai.connect-timeout=250ms",
                        "parley.model.openai.max-completion-tokens=800",
                        "parley.model.openai.temperature=0.2",
                        "parley.model.openai.max-concurrent=7")
                .run(context ->
                        assertThat(context.getBean(OpenAiProperties.class))
                                .isEqualTo(
                                        new OpenAiProperties(
                                                URI.create("http://127.0.0.1:11434/v1"),
                                                null,
                                                file,
                                                KeyHeader.API_KEY,
                                                "llama",
                                                Duration.ofSeconds(9),
                                                Duration.ofMillis(250),
                                                800,
                                                0.2,
                                                7)));
    }

    @org.springframework.boot.context.properties.EnableConfigurationProperties(
            OpenAiProperties.class)
    static class PropertiesOnly {}

    @Test
    void environmentVariablesOfTheReadmeAreRead() {
        var environment =
                Map.<String, Object>of(
                        "PARLEY_MODEL_KIND", "openai",
                        "PARLEY_MODEL_OPENAI_BASE_URL", "http://127.0.0.1:11434/v1",
                        "PARLEY_MODEL_OPENAI_API_KEY", KEY,
                        "PARLEY_MODEL_OPENAI_MODEL", "llama");
        application
                .withInitializer(context ->
                        context.getEnvironment()
                                .getPropertySources()
                                .replace(
                                        "systemEnvironment",
                                        new SystemEnvironmentPropertySource(
                                                "systemEnvironment", environment)))
                .run(context ->
                        assertThat(context.getBean(LanguageModel.class))
                                .hasToString("llama at http://127.0.0.1:11434/v1"));
    }

    @ParameterizedTest
    @CsvSource({
        "base-url, ftp://example.com/v1",
        "base-url, https://user:word@example.com/v1",
        "base-url, https://example.com/v1?api-key=1",
        "base-url, /v1",
        "api-key, ' '",
        "api-key-file, /run/secrets/key",
        "model, ' '",
        "timeout, 0s",
        "connect-timeout, -1s",
        "max-completion-tokens, 0",
        "temperature, 2.1",
        "max-concurrent, 0"
    })
    void impossibleValueIsRefusedByItsKeyWithoutShowingTheSecret(String key, String value) {
        var name = "parley.model.openai." + key;
        chosen.withInitializer(context ->
                        context.getEnvironment()
                                .getPropertySources()
                                .addFirst(new MapPropertySource("impossible", Map.of(name, value))))
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining(name)
                                .hasMessageNotContaining(KEY));
    }

    @Test
    void unknownKeyIsRefused() {
        chosen.withPropertyValues("parley.model.openai.modle=x")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("modle"));
    }

    @Test
    void keyIsNotPrinted() {
        chosen.run(context -> {
            assertThat(context.getBean(OpenAiProperties.class).toString()).doesNotContain(KEY);
            assertThat(context.getBean(LanguageModel.class).toString()).doesNotContain(KEY);
        });
    }
}
