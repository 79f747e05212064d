package dev.parley.standalone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.documents.evaluation.EvaluationException;
import dev.parley.documents.lucene.LocalDocuments;
import dev.parley.testkit.openai.OpenAiStub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ChosenEmbeddingsIT {
    private static final String KEY = "sk-0123456789";

    @Test
    void withoutSettingsItIsTheLocalModel() throws EvaluationException {
        try (var chosen = ChosenEmbeddings.open(variables(Map.of()))) {
            assertThat(chosen.embeddings().model()).contains("minilm");
        }
    }

    @Test
    void modelOfTheVariablesEmbedsAndNeedsNoThreshold() throws EvaluationException {
        try (var stub = OpenAiStub.start(OpenAiStub.KeyHeader.BEARER, KEY);
                var chosen =
                        ChosenEmbeddings.open(
                                variables(
                                        Map.of(
                                                "PARLEY_EMBEDDINGS_KIND",
                                                "openai",
                                                "PARLEY_EMBEDDINGS_OPENAI_BASEURL",
                                                stub.uri() + "/v1",
                                                "PARLEY_EMBEDDINGS_OPENAI_APIKEY",
                                                KEY,
                                                "PARLEY_EMBEDDINGS_OPENAI_MODEL",
                                                "embed-test")));
                var documents = LocalDocuments.with(chosen.embeddings())) {
            assertThat(documents.embeddings().embed("acme", List.of("Hello"))).hasSize(1);
            assertThat(stub.counts().calls()).isEqualTo(1);
        }
    }

    @Test
    void wrongSettingsAreTold() {
        assertThatThrownBy(() ->
                        ChosenEmbeddings.open(
                                variables(Map.of("PARLEY_EMBEDDINGS_KIND", "openai"))))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("parley.embeddings.openai.api-key");
        assertThatThrownBy(() ->
                        ChosenEmbeddings.open(
                                variables(Map.of("PARLEY_EMBEDDINGS_KIND", "oepnai"))))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("Embeddings");
    }

    private static ConfigurableEnvironment variables(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                variables));
        return environment;
    }
}
