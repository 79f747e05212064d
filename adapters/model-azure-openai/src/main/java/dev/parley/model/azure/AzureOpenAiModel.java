package dev.parley.model.azure;

import com.azure.ai.openai.models.ChatCompletionStreamOptions;
import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.model.completions.CallSlots;
import dev.parley.model.completions.Failures;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * A deployment behind Azure's reactive client. Callers block on their own virtual threads, and read
 * streams there too.
 */
final class AzureOpenAiModel implements LanguageModel, AutoCloseable {
    private final AzureClient client;
    private final AzureRequests requests;
    private final CallSlots slots;
    private final AzureOpenAiProperties properties;

    private AzureOpenAiModel(AzureOpenAiProperties properties) {
        this.properties = properties;
        client = new AzureClient(properties);
        requests = new AzureRequests(properties);
        slots = new CallSlots(properties.maxConcurrent(), properties.timeout());
    }

    /** Makes a model; nothing is sent before the first call. */
    static AzureOpenAiModel connect(AzureOpenAiProperties properties) {
        return new AzureOpenAiModel(properties);
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
        var answer = new AzureAnswer(properties.deploymentName());
        var call = new AzureCall(request.requestId());
        var options = requests.of(request);
        try {
            var whole =
                    client.get()
                            .getChatCompletions(properties.deploymentName(), options)
                            .timeout(time)
                            .contextWrite(context -> context.put(AzureCall.class, call))
                            .block();
            if (whole == null) {
                throw Failures.broken("the answer is empty");
            }
            answer.add(whole);
        } catch (RuntimeException e) {
            throw AzureFailures.of(e, call.answered(), properties.timeout());
        } finally {
            call.end();
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
        var answer = new AzureAnswer(properties.deploymentName());
        var call = new AzureCall(request.requestId());
        var usage = new ChatCompletionStreamOptions().setIncludeUsage(true);
        var options = requests.of(request);
        var late = Mono.delay(time).then(Mono.error(() -> new TimeoutException("too late")));
        try (var chunks =
                client.get()
                        .getChatCompletionsStream(properties.deploymentName(), options, usage)
                        .takeUntilOther(late)
                        .contextWrite(context -> context.put(AzureCall.class, call))
                        .toStream()) {
            chunks.forEach(chunk -> answer.add(chunk, preview));
        } catch (RuntimeException e) {
            throw AzureFailures.of(e, call.answered(), properties.timeout());
        } finally {
            call.end();
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
