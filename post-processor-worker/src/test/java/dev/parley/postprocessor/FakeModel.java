package dev.parley.postprocessor;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.model.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A model that says what it was given to say, in turn; with nothing to say it fails. */
final class FakeModel implements LanguageModel {
    final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
    private final Queue<ModelAnswer> answers = new ConcurrentLinkedQueue<>();
    volatile @Nullable CountDownLatch gate;
    volatile Runnable meanwhile = () -> {};

    void say(String... texts) {
        for (var text : texts) {
            answers.add(answer(text, List.of(), ModelAnswer.Finish.STOP));
        }
    }

    void call(String tool, String arguments) {
        answers.add(
                answer(
                        "",
                        List.of(new ToolCall("1", tool, arguments)),
                        ModelAnswer.Finish.TOOL_CALLS));
    }

    static ModelAnswer answer(String text, List<ToolCall> calls, ModelAnswer.Finish finish) {
        return new ModelAnswer(text, calls, finish, "fake", 11, 3, false, Map.of());
    }

    @Override
    public ModelAnswer generate(ModelRequest request) throws ModelException, InterruptedException {
        requests.add(request);
        meanwhile.run();
        var closed = gate;
        if (closed != null) {
            closed.await();
        }
        var answer = answers.poll();
        if (answer == null) {
            throw new ModelException(ModelException.Kind.UNAVAILABLE, "nothing to say", null, null);
        }
        return answer;
    }

    @Override
    public ModelAnswer stream(ModelRequest request, TextPreview preview) {
        throw new UnsupportedOperationException("nobody watches what follows a reply");
    }
}
