package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelException;
import dev.parley.testkit.openai.OpenAiStub;
import dev.parley.testkit.openai.StubFailure;
import dev.parley.testkit.openai.StubReply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That nothing of a key or a conversation gets out by the way; the stub's errors repeat both. */
interface ModelSecrecyContract {
    String PROMPT = "my card is 4929-1234";

    OpenAiStub stub();

    String key();

    LanguageModel connected(String key, Duration timeout);

    @Test
    default void neitherExceptionsNorLogHoldKeyOrPrompt() throws Exception {
        var told = new StringWriter();
        var model = connected(key(), Duration.ofSeconds(1));
        try (var log = new CapturedLog()) {
            for (var way : StubFailure.values()) {
                var echoes = way == StubFailure.SLOW ? Duration.ofMinutes(1) : Duration.ZERO;
                stub().answering(call -> StubReply.echo(call).failing(way).after(echoes));
                for (var call : LanguageModelContract.calls(model, PROMPT)) {
                    tell(call, told);
                }
            }
            stub().close();
            for (var call : LanguageModelContract.calls(model, PROMPT)) {
                tell(call, told);
            }
            told.append(log.text()).append(model.toString());
        }

        assertThat(told.toString()).contains("ModelException").contains("Caused by");
        assertThat(told.toString()).doesNotContain(key());
        assertThat(told.toString()).doesNotContain(PROMPT).doesNotContain("4929");
    }

    private static void tell(java.util.concurrent.Callable<?> call, StringWriter told)
            throws Exception {
        try {
            call.call();
        } catch (ModelException e) {
            e.printStackTrace(new PrintWriter(told));
        }
    }
}
