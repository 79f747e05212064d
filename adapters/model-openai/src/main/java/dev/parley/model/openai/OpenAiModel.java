package dev.parley.model.openai;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.model.completions.CallSlots;
import java.time.Duration;

/**
 * A model behind openai-java's blocking client: each call runs on its caller's virtual thread, and
 * an interrupt closes its connection.
 */
final class OpenAiModel implements LanguageModel, AutoCloseable {
    private final OpenAiConnection connection;
    private final OpenAIClient client;
    private final OpenAiRequests requests;
    private final CallSlots slots;
    private final OpenAiProperties properties;

    private OpenAiModel(OpenAiConnection connection, OpenAiProperties properties) {
        this.connection = connection;
        client = connection.open(properties.key());
        this.properties = properties;
        requests = new OpenAiRequests(properties);
        slots = new CallSlots(properties.maxConcurrent(), properties.timeout());
    }

    /** Makes a model; nothing is sent before the first call. */
    static OpenAiModel connect(OpenAiProperties properties) {
        var connection =
                new OpenAiConnection(
                        properties.baseUrl(),
                        properties.keyHeader(),
                        properties.connectTimeout(),
                        properties.maxConcurrent());
        return new OpenAiModel(connection, properties);
    }

    @Override
    public Duration longestCall() {
        return properties.timeout();
    }

    @Override
    public ModelAnswer generate(ModelRequest request) throws ModelException, InterruptedException {
        return slots.run(time -> generate(request, time));
    }

    private ModelAnswer generate(ModelRequest request, Duration time)
            throws ModelException, InterruptedException {
        var answer = new OpenAiAnswer(properties.modelName());
        try {
            var params = requests.plain(request);
            answer.add(client.chat().completions().create(params, connection.within(time)));
        } catch (OpenAIException e) {
            throw OpenAiFailures.of(e, false, properties.timeout());
        }
        return answer.answer();
    }

    @Override
    public ModelAnswer stream(ModelRequest request, TextPreview preview)
            throws ModelException, InterruptedException {
        return slots.run(time -> stream(request, preview, time));
    }

    private ModelAnswer stream(ModelRequest request, TextPreview preview, Duration time)
            throws ModelException, InterruptedException {
        var answer = new OpenAiAnswer(properties.modelName());
        boolean begun = false;
        try (var chunks =
                client.chat()
                        .completions()
                        .createStreaming(requests.streamed(request), connection.within(time))) {
            begun = true;
            chunks.stream().forEach(chunk -> answer.add(chunk, preview));
        } catch (OpenAIException e) {
            throw OpenAiFailures.of(e, begun, properties.timeout());
        }
        return answer.answer();
    }

    /** Closes all connections. */
    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return properties.toString();
    }
}
