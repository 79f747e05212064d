package dev.parley.model.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.testkit.openai.OpenAiStub;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Azure's v1 endpoint wants the same calls under another path, with another header. */
class AzureEndpointIT {
    @Test
    void keyGoesIntoTheHeaderThatAzureWants() throws Exception {
        var question = new ModelRequest("t.1", "", List.of(new ModelMessage.User("Hello")));
        try (var azure = OpenAiStub.start(OpenAiStub.KeyHeader.API_KEY, "key-1");
                var model =
                        OpenAiModel.connect(
                                Settings.of(
                                        azure.uri().resolve("/openai/v1"),
                                        "key-1",
                                        KeyHeader.API_KEY,
                                        Duration.ofSeconds(10)))) {
            assertThat(model.generate(question).text()).contains("Hello");
            assertThat(model.stream(question, _ -> {}).text()).contains("Hello");

            assertThat(azure.calls())
                    .allSatisfy(call -> {
                        assertThat(call.path()).startsWith("/openai/v1/chat/completions");
                        assertThat(call.headers()).doesNotContainKey("authorization");
                        assertThat(call.body().path("messages").size()).isEqualTo(1);
                    });
        }
    }
}
