package dev.parley.model.openai;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.testkit.HttpLanguageModelContract;
import dev.parley.testkit.openai.OpenAiStub;
import java.time.Duration;

class OpenAiModelIT extends HttpLanguageModelContract {
    @Override
    protected OpenAiStub.KeyHeader keyHeader() {
        return OpenAiStub.KeyHeader.BEARER;
    }

    @Override
    protected LanguageModel connect(OpenAiStub server, String key, Duration timeout) {
        return OpenAiModel.connect(Settings.of(server.uri().resolve("/v1"), key, timeout));
    }
}
