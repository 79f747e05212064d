package dev.parley.testkit;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelException;
import dev.parley.testkit.openai.OpenAiStub;
import dev.parley.testkit.openai.StubFailure;
import dev.parley.testkit.openai.StubReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every model does that is reached by OpenAI's chat completions over HTTP. */
public abstract class HttpLanguageModelContract extends LanguageModelContract
        implements ModelWireContract, ModelFailureContract, ModelSecrecyContract {
    /** The key that the stub wants. */
    protected static final String KEY = "sk-0123456789-contract";

    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration HASTY = Duration.ofMillis(500);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private OpenAiStub stub = startedStub();

    /** The header in which this model shows its key. */
    protected abstract OpenAiStub.KeyHeader keyHeader();

    /** The model under test, which waits so long for an answer. */
    protected abstract LanguageModel connect(OpenAiStub server, String key, Duration timeout);

    private OpenAiStub startedStub() {
        return OpenAiStub.start(keyHeader(), KEY);
    }

    @BeforeEach
    void remember() {
        opened.add(stub);
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @Override
    public OpenAiStub stub() {
        return stub;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public LanguageModel connected(String key, Duration timeout) {
        var model = connect(stub, key, timeout);
        if (model instanceof AutoCloseable closeable) {
            opened.add(closeable);
        }
        return model;
    }

    @Override
    protected LanguageModel model(Duration latency) {
        stub.answering(call -> StubReply.echo(call).after(latency));
        return connected(KEY, PATIENT);
    }

    @Override
    protected LanguageModel failing(ModelException.Kind kind) {
        var reply = StubReply.text("so it goes");
        stub.answering(
                switch (kind) {
                    case RATE_LIMITED ->
                            reply.failing(StubFailure.RATE_LIMITED).header("Retry-After", "3");
                    case TIMEOUT -> reply.after(PATIENT);
                    case UNAVAILABLE -> reply.failing(StubFailure.SERVER_ERROR);
                    case REJECTED -> reply.failing(StubFailure.PROMPT_FILTERED);
                    case BROKEN_ANSWER -> reply.failing(StubFailure.NO_FINISH);
                    case NOT_CALLED ->
                            throw new IllegalArgumentException("a model that is asked is called");
                });
        return connected(KEY, kind == ModelException.Kind.TIMEOUT ? HASTY : PATIENT);
    }
}
