package dev.parley.model.azure;

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

class AzureOpenAiModelAutoConfigurationTest {
    private static final String KEY = "sk-0123456789";

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(AzureOpenAiModelAutoConfiguration.class));
    private final ApplicationContextRunner chosen =
            application.withPropertyValues(
                    "parley.model.kind=azure-openai",
                    "parley.model.azure-openai.api-key=" + KEY,
                    "parley.model.azure-openai.endpoint=https://example.openai.azure.com",
                    "parley.model.azure-openai.deployment=gpt-test");

    @Test
    void settingChoosesIt() {
        chosen.run(context -> assertThat(context).getBean(LanguageModel.class).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({"offline", "openai"})
    void anotherKindLoadsNothingOfTheSdk(String kind) {
        application
                .withClassLoader(new FilteredClassLoader("com.azure", "reactor", "io.netty"))
                .withPropertyValues("parley.model.kind=" + kind)
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(LanguageModel.class));
    }

    @Test
    void defaultsFitAzure() {
        chosen.run(context ->
                assertThat(context.getBean(AzureOpenAiProperties.class))
                        .isEqualTo(
                                new AzureOpenAiProperties(
                                        URI.create("https://example.openai.azure.com"),
                                        KEY,
                                        null,
                                        "gpt-test",
                                        null,
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
                        "parley.model.azure-openai.endpoint=http://127.0.0.1:8089",
                        "parley.model.azure-openai.api-key-file=" + file,
                        "parley.model.azure-openai.deployment=small",
                        "parley.model.azure-openai.api-version=2024-10-21",
                        "parley.model.azure-openai.timeout=9s",
                        "parley.model.azure-openai.connect-timeout=250ms",
                        "parley.model.azure-openai.max-completion-tokens=800",
                        "parley.model.azure-openai.temperature=0.2",
                        "parley.model.azure-openai.max-concurrent=7")
                .run(context ->
                        assertThat(context.getBean(AzureOpenAiProperties.class))
                                .isEqualTo(
                                        new AzureOpenAiProperties(
                                                URI.create("http://127.0.0.1:8089"),
                                                null,
                                                file,
                                                "small",
                                                "2024-10-21",
                                                Duration.ofSeconds(9),
                                                Duration.ofMillis(250),
                                                800,
                                                0.2,
                                                7)));
    }

    @org.springframework.boot.context.properties.EnableConfigurationProperties(
            AzureOpenAiProperties.class)
    static class PropertiesOnly {}

    @Test
    void environmentVariablesOfTheReadmeAreRead() {
        var environment =
                Map.<String, Object>of(
                        "PARLEY_MODEL_KIND", "azure-openai",
                        "PARLEY_MODEL_AZURE_OPENAI_ENDPOINT", "https://example.openai.azure.com",
                        "PARLEY_MODEL_AZURE_OPENAI_API_KEY", KEY,
                        "PARLEY_MODEL_AZURE_OPENAI_DEPLOYMENT", "small");
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
                                .hasToString("small at https://example.openai.azure.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint, ftp://example.com",
        "endpoint, https://user:word@example.com",
        "endpoint, https://example.com?api-key=1",
        "endpoint, /",
        "api-key, ' '",
        "api-key-file, /run/secrets/key",
        "deployment, a/b",
        "api-version, '1&2'",
        "timeout, 0s",
        "connect-timeout, -1s",
        "max-completion-tokens, 0",
        "temperature, 2.1",
        "max-concurrent, 0"
    })
    void impossibleValueIsRefusedByItsKeyWithoutShowingTheSecret(String key, String value) {
        var name = "parley.model.azure-openai." + key;
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
        chosen.withPropertyValues("parley.model.azure-openai.modell=x")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("modell"));
    }

    @Test
    void keyIsNotPrinted() {
        chosen.run(context -> {
            assertThat(context.getBean(AzureOpenAiProperties.class).toString()).doesNotContain(KEY);
            assertThat(context.getBean(LanguageModel.class).toString()).doesNotContain(KEY);
        });
    }
}
