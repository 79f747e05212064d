package dev.parley.model.azure;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.testkit.HttpLanguageModelContract;
import dev.parley.testkit.openai.OpenAiStub;
import java.time.Duration;

class AzureOpenAiModelIT extends HttpLanguageModelContract {
    @Override
    protected OpenAiStub.KeyHeader keyHeader() {
        return OpenAiStub.KeyHeader.API_KEY;
    }

    @Override
    protected LanguageModel connect(OpenAiStub server, String key, Duration timeout) {
        return AzureOpenAiModel.connect(
                new AzureOpenAiProperties(
                        server.uri(),
                        key,
                        null,
                        "gpt-test",
                        null,
                        timeout,
                        Duration.ofSeconds(5),
                        null,
                        null,
                        2_000));
    }
}
