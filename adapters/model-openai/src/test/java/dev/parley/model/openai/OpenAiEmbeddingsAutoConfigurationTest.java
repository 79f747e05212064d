package dev.parley.model.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.document.Embeddings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

class OpenAiEmbeddingsAutoConfigurationTest {
    private static final String KEY = "sk-0123456789";
    private static final String PREFIX = "parley.embeddings.openai.";

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(OpenAiEmbeddingsAutoConfiguration.class));
    private final ApplicationContextRunner chosen =
            application.withPropertyValues(
                    "parley.embeddings.kind=openai",
                    PREFIX + "api-key=" + KEY,
                    PREFIX + "model=embed-test");

    @Test
    void settingChoosesIt() {
        chosen.run(context -> {
            assertThat(context.getBean(Embeddings.class).model()).isEqualTo("embed-test/512");
            assertThat(context.getBean(Embeddings.class).threshold()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "parley.embeddings.kind=local",
        "parley.model.kind=openai",
        "parley.documents.enabled=true"
    })
    void otherwiseNothingOfTheSdkIsLoaded(String setting) {
        application
                .withClassLoader(new FilteredClassLoader("com.openai", "okhttp3", "kotlin"))
                .withPropertyValues(setting)
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(Embeddings.class));
    }

    @Test
    void withoutDocumentsItIsNotMadeAndNeedsNoKey() {
        application
                .withPropertyValues(
                        "parley.embeddings.kind=openai", "parley.documents.enabled=false")
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(Embeddings.class));
    }

    @Test
    void defaultsFitOpenAi() {
        chosen.run(context ->
                assertThat(context.getBean(OpenAiEmbeddingsProperties.class))
                        .isEqualTo(
                                new OpenAiEmbeddingsProperties(
                                        URI.create("https://api.openai.com/v1"),
                                        KEY,
                                        null,
                                        KeyHeader.BEARER,
                                        "embed-test",
                                        512,
                                        true,
                                        1_000,
                                        64,
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(2))));
    }

    @Test
    void everyKeyIsRead() {
        new ApplicationContextRunner()
                .withUserConfiguration(PropertiesOnly.class)
                .withPropertyValues(
                        PREFIX + "base-url=http://127.0.0.1:11434/v1",
                        PREFIX + "api-key-file=/run/secrets/key",
                        PREFIX + "key-header=api-key",
                        PREFIX + "model=nomic",
                        PREFIX + "dimensions=768",
                        PREFIX + "shorten=false",
                        PREFIX + "max-tokens=500",
                        PREFIX + "batch-size=7",
                        PREFIX + "timeout=9s",
                        PREFIX + "connect-timeout=250ms")
                .run(context ->
                        assertThat(context.getBean(OpenAiEmbeddingsProperties.class))
                                .isEqualTo(
                                        new OpenAiEmbeddingsProperties(
                                                URI.create("http://127.0.0.1:11434/v1"),
                                                null,
                                                Path.of("/run/secrets/key"),
                                                KeyHeader.API_KEY,
                                                "nomic",
                                                768,
                                                false,
                                                500,
                                                7,
                                                Duration.ofSeconds(9),
                                                Duration.ofMillis(250))));
    }

    @EnableConfigurationProperties(OpenAiEmbeddingsProperties.class)
    static class PropertiesOnly {}

    @ParameterizedTest
    @CsvSource({
        "base-url, ftp://example.com/v1",
        "api-key, ' '",
        "api-key-file, /run/secrets/key",
        "model, ' '",
        "dimensions, 0",
        "dimensions, 1025",
        "max-tokens, 63",
        "max-tokens, 8192",
        "batch-size, 0",
        "batch-size, 301",
        "timeout, 0s",
        "connect-timeout, -1s"
    })
    void impossibleValueIsRefusedByItsKeyWithoutShowingTheSecret(String key, String value) {
        var name = PREFIX + key;
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
    void unknownKeyIsRefusedAndTheSecretIsNotPrinted() {
        chosen.withPropertyValues(PREFIX + "modle=x")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("modle"));
        chosen.run(context ->
                assertThat(
                                context.getBean(OpenAiEmbeddingsProperties.class).toString()
                                        + context.getBean(Embeddings.class))
                        .doesNotContain(KEY));
    }
}
