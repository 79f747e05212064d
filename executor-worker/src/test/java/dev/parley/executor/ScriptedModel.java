package dev.parley.executor;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.model.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A model that answers, fails, or works until it is told to go on. */
final class ScriptedModel implements LanguageModel {
    final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
    final CountDownLatch interrupted = new CountDownLatch(1);
    volatile @Nullable CountDownLatch goOn;
    volatile boolean failing;
    volatile ModelException.@Nullable Kind failure;
    volatile @Nullable Duration retryAfter;
    volatile ModelAnswer.Finish finish = ModelAnswer.Finish.STOP;
    volatile List<ToolCall> toolCalls = List.of();
    volatile Runnable meanwhile = () -> {};
    volatile ModelException.@Nullable Kind failsAfterThat;
    volatile Duration longestCall = Duration.ZERO;
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    /** What it answers, in order; "An answer." when all is said. */
    void says(String... answers) {
        texts.addAll(List.of(answers));
    }

    @Override
    public Duration longestCall() {
        return longestCall;
    }

    @Override
    public ModelAnswer generate(ModelRequest request) throws ModelException, InterruptedException {
        requests.add(request);
        meanwhile.run();
        var kind = failing ? ModelException.Kind.UNAVAILABLE : failure;
        if (kind != null) {
            throw new ModelException(kind, "scripted", retryAfter, null);
        }
        var gate = goOn;
        if (gate != null) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        }
        var text = texts.poll();
        var late = failsAfterThat;
        if (text == null && late != null) {
            throw new ModelException(late, "scripted", null, null);
        }
        return new ModelAnswer(
                text == null ? "An answer." : text,
                toolCalls,
                finish,
                "scripted",
                10,
                3,
                false,
                Map.of());
    }

    @Override
    public ModelAnswer stream(ModelRequest request, TextPreview preview)
            throws ModelException, InterruptedException {
        var answer = generate(request);
        for (var word : answer.text().split("(?<= )")) {
            preview.text(word);
        }
        return answer;
    }
}
