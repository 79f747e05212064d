package dev.parley.model.guard;

import dev.parley.conversation.Dependency;
import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A model whose callers wait in place until it can take their call, and are told at once while it
 * is away. Retries nothing. Thread-safe.
 */
public final class GuardedModel implements LanguageModel, Dependency {
    private final LanguageModel model;
    private final Gate gate;
    private final GuardMetrics metrics;

    GuardedModel(LanguageModel model, Gate gate, GuardMetrics metrics) {
        this.model = model;
        this.gate = gate;
        this.metrics = metrics;
    }

    /**
     * A model behind a guard of its own with the default settings, whose metrics nobody sees.
     *
     * @param time what rests and outages are measured by
     */
    public static LanguageModel before(LanguageModel model, Time time) {
        var gate =
                new Gate(
                        ModelGuardProperties.DEFAULTS,
                        ModelGuardProperties.DEFAULTS.limit().start(false),
                        time);
        return new GuardedModel(
                model, gate, new GuardMetrics(new CompositeMeterRegistry(), "model", gate));
    }

    @Override
    public String name() {
        return "model";
    }

    /**
     * Whether calls are let through: asking a model costs money, so that none is asked for this.
     */
    @Override
    public boolean answers() {
        return gate.state() != Availability.State.OPEN;
    }

    /** The model's own: how long a place is waited for is not told. */
    @Override
    public Duration longestCall() {
        return model.longestCall();
    }

    @Override
    public ModelAnswer generate(ModelRequest request) throws ModelException, InterruptedException {
        return guarded(() -> model.generate(request));
    }

    @Override
    public ModelAnswer stream(ModelRequest request, TextPreview preview)
            throws ModelException, InterruptedException {
        return guarded(() -> model.stream(request, preview));
    }

    private ModelAnswer guarded(Call call) throws ModelException, InterruptedException {
        var permit = permit();
        var signal = Signal.NONE;
        @Nullable Duration retryAfter = null;
        try {
            var answer = call.make();
            signal = Signal.ANSWERED;
            metrics.answered();
            return answer;
        } catch (ModelException e) {
            signal = Signal.of(e);
            retryAfter = e.retryAfter();
            metrics.failed(e.kind());
            throw e;
        } finally {
            permit.end(signal, retryAfter);
        }
    }

    private Gate.Permit permit() throws ModelException, InterruptedException {
        long start = System.nanoTime();
        switch (admission()) {
            case Gate.Permit permit -> {
                metrics.waited(Duration.ofNanos(System.nanoTime() - start));
                return permit;
            }
            case Gate.Away away -> {
                metrics.notCalled();
                throw new ModelException(
                        ModelException.Kind.NOT_CALLED,
                        "not called: too many of the latest calls failed",
                        away.retryAfter(),
                        null);
            }
        }
    }

    private Gate.Admission admission() throws InterruptedException {
        var asked = gate.ask();
        try {
            return asked.get();
        } catch (InterruptedException e) {
            gate.leave(asked);
            throw e;
        } catch (ExecutionException e) {
            throw new AssertionError("a gate answers, it does not fail", e);
        }
    }

    /** One call to the model. */
    @FunctionalInterface
    private interface Call {
        ModelAnswer make() throws ModelException, InterruptedException;
    }
}
