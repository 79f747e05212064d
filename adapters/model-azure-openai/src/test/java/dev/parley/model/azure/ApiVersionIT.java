package dev.parley.model.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.testkit.openai.OpenAiStub;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiVersionIT {
    @Test
    void versionThatTheSdkDoesNotKnowCanBeAskedFor() throws Exception {
        var question = new ModelRequest("t.1", "", List.of(new ModelMessage.User("Hello")));
        try (var azure = OpenAiStub.start(OpenAiStub.KeyHeader.API_KEY, "key-1");
                var model =
                        AzureOpenAiModel.connect(
                                new AzureOpenAiProperties(
                                        azure.uri(),
                                        "key-1",
                                        null,
                                        "small",
                                        "2029-01-01",
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(5),
                                        321,
                                        0.5,
                                        3))) {
            assertThat(model.generate(question).text()).contains("Hello");

            var sent = azure.calls().getFirst();
            assertThat(sent.path())
                    .isEqualTo("/openai/deployments/small/chat/completions?api-version=2029-01-01");
            assertThat(sent.body().path("max_completion_tokens").asInt()).isEqualTo(321);
            assertThat(sent.body().path("temperature").asDouble()).isEqualTo(0.5);
        }
    }
}
