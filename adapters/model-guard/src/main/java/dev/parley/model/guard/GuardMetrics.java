package dev.parley.model.guard;

import dev.parley.conversation.model.ModelException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Shows a gate, and counts how calls to the model ended. Thread-safe. */
final class GuardMetrics {
    private final Counter answered;
    private final Counter notCalled;
    private final Map<ModelException.Kind, Counter> failed;
    private final Timer wait;

    /**
     * Registers the metrics.
     *
     * @param model name of the model's bean
     */
    GuardMetrics(MeterRegistry registry, String model, Gate gate) {
        answered = calls(registry, model, "answered");
        notCalled = calls(registry, model, "not_called");
        failed = new EnumMap<>(ModelException.Kind.class);
        for (var kind : ModelException.Kind.values()) {
            failed.put(kind, calls(registry, model, kind.name().toLowerCase(Locale.ROOT)));
        }
        wait =
                Timer.builder("parley.model.wait")
                        .description("How long calls waited until they could start")
                        .tag("model", model)
                        .register(registry);
        gauge(registry, model, "limit", "Calls that may run at once", gate::limit);
        gauge(registry, model, "in.use", "Calls that run", gate::inUse);
        gauge(registry, model, "waiting", "Callers that wait for their call", gate::waiting);
        gauge(
                registry,
                model,
                "breaker",
                "0 calls are made, 1 only probes are, 2 none is",
                () -> gate.state().ordinal());
    }

    void answered() {
        answered.increment();
    }

    void failed(ModelException.Kind kind) {
        var counter = failed.get(kind);
        if (counter != null) {
            counter.increment();
        }
    }

    void notCalled() {
        notCalled.increment();
    }

    void waited(Duration time) {
        wait.record(time);
    }

    private static Counter calls(MeterRegistry registry, String model, String outcome) {
        return Counter.builder("parley.model.calls")
                .description("Calls to the language model, by outcome")
                .tag("model", model)
                .tag("outcome", outcome)
                .register(registry);
    }

    private static void gauge(
            MeterRegistry registry,
            String model,
            String name,
            String description,
            java.util.function.Supplier<Number> value) {
        Gauge.builder("parley.model.guard." + name, value)
                .description(description)
                .tag("model", model)
                .strongReference(true)
                .register(registry);
    }
}
